import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/adapters/adapter.ts';
import { appJson } from '../../src/adapters/app-json.ts';
import { compose } from '../../src/adapters/compose.ts';
import { envExample } from '../../src/adapters/env-example.ts';
import { fly } from '../../src/adapters/fly.ts';
import { herokuYml } from '../../src/adapters/heroku-yml.ts';
import { render } from '../../src/adapters/render.ts';
import { readText, shownReading, textAt } from './shown.ts';
import { processorTime } from '../support/processor-time.ts';

describe('which files they read', () => {
  it.each<[Adapter, string, boolean]>([
    [compose, 'docker-compose.yml', true], [compose, 'a/compose.yaml', true], [compose, 'docker-compose.prod.yml', true], [compose, 'compose.override.yaml', true], [compose, 'decompose.yml', false], [compose, 'docker-compose.yml.j2', false],
    [render, 'render.yaml', true], [render, 'prerender.yaml', false], [fly, 'fly.toml', true], [fly, 'fly.staging.toml', true], [fly, 'butterfly.toml', false],
    [appJson, 'app.json', true], [herokuYml, 'heroku.yml', true],
    [envExample, '.env.example', true], [envExample, 'api/.env.sample', true], [envExample, '.env.production.example', true], [envExample, '.env.example.local', true], [envExample, 'env.template', true], [envExample, 'example.env', true],
    [envExample, '.env', false], [envExample, '.env.local', false], [envExample, '.env.production', false], [envExample, 'environment.ts', false], [envExample, 'prod.env', false],
  ])('%o %s: %s', (adapter, path, expected) => expect(adapter.matches(path)).toBe(expected));
});

const COMPOSE = `services:
  web:
    build:
      context: ./backend
      dockerfile: Dockerfile.dev
    command: gunicorn -b 0.0.0.0:\${PORT:-8000} "app:app"
    environment:
      - DATABASE_URL=postgres://db/app
      - SECRET
      - COST=$$5
    deploy: {replicas: 3}
    restart: on-failure:3
  job:
    build: .
    command: ["python", "-m", "job it"]
    environment:
      DEBUG: "1"
      TOKEN: \${TOKEN}
  other:
    image: nginx
    command: run \${NOTHING}
  db:
    image: pgvector/pgvector:pg16
    command: postgres -c shared_buffers=1GB -c max_connections=200
  cache:
    image: \${REDIS_IMAGE:-redis:7}
`;

describe('compose', () => {
  it('reads services, databases and the limit of connections', async () => {
    expect(shownReading(await readText(compose, 'docker-compose.yml', COMPOSE))).toEqual([
      '[web] build.rootDirectory: backend', '[web] build.dockerfilePath: backend/Dockerfile.dev',
      '[web] start.command: gunicorn -b 0.0.0.0:8000 app:app', '[web] start.form: exec',
      '[web] deploy.variables: [{"variable":"DATABASE_URL","value":"postgres://db/app","at":"DATABASE_URL","scope":"run"},{"variable":"SECRET","at":"SECRET","scope":"run"},{"variable":"COST","value":"$5","at":"COST","scope":"run"}]',
      '[web] deploy.replicas: 3', '[web] deploy.restartPolicy: on_failure',
      '[job] build.rootDirectory: ', '[job] build.dockerfilePath: Dockerfile', "[job] start.command: python -m 'job it'", '[job] start.form: exec',
      '[job] deploy.variables: [{"variable":"DEBUG","value":"1","at":"DEBUG","scope":"run"},{"variable":"TOKEN","at":"TOKEN","scope":"run"}]',
      '[other] start.command: ? ${NOTHING} comes from the environment of docker compose',
      'database.maxConnections: 200', 'database.servers: ["postgresql db","redis cache"]',
    ]);
  });

  it.each([
    ['command: ["-c", "max_connections=50"]', 50], ['command: postgres --max_connections=70', 70], ['environment: {POSTGRESQL_MAX_CONNECTIONS: 80}', 80],
    ['environment:\n      - POSTGRES_INITDB_ARGS=-c max_connections=90', 90], ['command: postgres -c shared_buffers=1', undefined],
  ])('reads %j', async (text, expected) => {
    const { statements } = await readText(compose, 'compose.yml', `services:\n  db:\n    image: postgres:16\n    ${text}\n`);
    const found = statements.flatMap(({ fact }) => (fact.name === 'database.maxConnections' && fact.state === 'known' ? [fact.value] : []));
    expect(found).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each([
    ['services:\n  web:\n    image: {{ image }}\n    {% if x %}\n', 1], ['', 0], ['- a\n', 1], ['services: []\n', 0], ['services:\n  web: null\n', 0],
    ['services:\n  a: {image: x}\n<<<<<<< HEAD\n  b: {}\n=======\n>>>>>>> y\n', 1], ['services:\n  a: {command: x}\n  a: {command: y}\n', 1],
    ['services:\n  a: {command: [1, true, [x]], environment: 5, build: 7, deploy: no}\n', 0],
  ])('never throws on %j', async (text, problems) => {
    expect((await readText(compose, 'compose.yml', text)).problems.length).toBe(problems);
  });
});

describe('time', () => {
  it.each([['command', `\${a-${'x'.repeat(300_000)}`], ['command', '${a:-'.repeat(60_000)], ['environment', `["A=${'${a'.repeat(60_000)}"]`], ['image', `a${':'.repeat(200_000)}`]])(
    'reads 200 kB of trouble in %s quickly', async (key, text) => {
      expect(await processorTime(() => readText(compose, 'compose.yml', `services:\n  a:\n    ${key}: ${text}\n`))).toBeLessThan(1500);
    });
});

describe('render.yaml', () => {
  it('reads services of every type and databases', async () => {
    const text = `services:\r
  - type: web\r
    name: api\r
    runtime: python\r
    rootDir: backend\r
    buildCommand: pip install -r requirements.txt\r
    startCommand: gunicorn app:app\r
    healthCheckPath: /health\r
    numInstances: 2\r
    maxShutdownDelaySeconds: 60\r
    envVars:\r
      - key: A\r
        value: 1\r
      - key: B\r
        fromDatabase: {name: db}\r
      - fromGroup: g\r
  - type: cron\r
    name: job\r
    runtime: docker\r
    schedule: "0 * * * *"\r
    dockerCommand: python job.py\r
  - type: web\r
    name: site\r
    env: static\r
  - type: keyvalue\r
    name: cache\r
databases:\r
  - name: db\r
`;
    expect(shownReading(await readText(render, 'render.yaml', text))).toEqual([
      '[api] build.rootDirectory: backend', '[api] build.command: pip install -r requirements.txt', '[api] start.command: gunicorn app:app', '[api] deploy.healthcheckPath: /health',
      '[api] service.kind: web', '[api] deploy.replicas: 2', '[api] deploy.drainingSeconds: 60',
      '[api] deploy.variables: [{"variable":"A","value":"1","at":"A","scope":"run"},{"variable":"B","at":"B","scope":"run"}]',
      '[job] start.command: python job.py', '[job] deploy.cronSchedule: 0 * * * *', '[job] service.kind: cron', '[job] build.builder: dockerfile',
      '[site] service.kind: static', 'database.servers: ["redis cache","postgresql db"]',
    ]);
  });
});

describe('fly.toml', () => {
  it('reads processes, checks and machines', async () => {
    const text = `app = "x"
kill_signal = "SIGINT"
kill_timeout = "30s"
[build]
  dockerfile = "Dockerfile.fly"
[deploy]
  release_command = "python manage.py migrate"
[env]
  PORT = "8080"
[processes]
  app = "gunicorn a:b"
  worker = "celery -A a worker"
[http_service]
  auto_stop_machines = "stop"
  min_machines_running = 0
  [[http_service.checks]]
    path = "/healthz"
[mounts]
  destination = "/data"
[[vm]]
  memory = "1gb"
  cpus = 2
`;
    expect(shownReading(await readText(fly, 'fly.toml', text))).toEqual([
      'build.dockerfilePath: Dockerfile.fly', 'deploy.preDeployCommand: python manage.py migrate', 'deploy.volumeMount: /data',
      '[web] start.command: gunicorn a:b', '[worker] start.command: celery -A a worker', 'deploy.healthcheckPath: /healthz', 'deploy.sleep: true',
      'deploy.drainingSeconds: 30', 'deploy.memoryLimit: 1024', 'deploy.cpuLimit: 2', 'deploy.variables: [{"variable":"PORT","value":"8080","at":"PORT","scope":"run"}]',
    ]);
  });

  it.each([
    ['[http_service]\nauto_stop_machines = "off"', ['deploy.sleep: false']], ['[http_service]\nauto_stop_machines = true\nmin_machines_running = 1', ['deploy.sleep: false']],
    ['kill_timeout = 5', ['deploy.drainingSeconds: 5']], ['kill_timeout = "5m"', ['deploy.drainingSeconds: 300']], ['[build]\nimage = "x"', ['build.builder: image']],
    ['[build]\nbuilder = "paketobuildpacks/builder:base"', ['build.builder: paketo']], ['[[services.http_checks]]\npath = "/h"', ['deploy.healthcheckPath: /h']],
    ['a = [', ['syntax: the file ends too early']],
  ])('%j', async (text, expected) => expect(shownReading(await readText(fly, 'fly.toml', text))).toEqual(expected));
});

describe('Heroku', () => {
  it('reads app.json', async () => {
    const text = '{"formation": {"web": {"quantity": 2}, "worker": {"quantity": 1}}, "addons": ["heroku-postgresql:mini", {"plan": "heroku-redis:mini", "as": "CACHE"}, "papertrail"], "env": {"A": "1", "B": {"generator": "secret"}}}';
    expect(shownReading(await readText(appJson, 'app.json', text))).toEqual([
      'deploy.replicas: 2', '[worker] deploy.replicas: 1', 'database.servers: ["postgresql heroku-postgresql","redis CACHE"]', 'database.plan: heroku mini',
      'deploy.variables: [{"variable":"A","value":"1","at":"A","scope":"run"},{"variable":"B","at":"B","scope":"run"}]',
    ]);
  });

  it('leaves the app.json of Expo alone', async () => {
    expect(shownReading(await readText(appJson, 'app.json', '{"expo": {}, "env": {"A": "1"}}'))).toEqual([]);
  });

  it('reads heroku.yml', async () => {
    const text = 'setup:\n  addons:\n    - plan: heroku-postgresql\n      as: DB\n  config:\n    S3: x\nbuild:\n  docker:\n    web: Dockerfile\n    worker: {dockerfile: w/Dockerfile}\nrelease:\n  command:\n    - ./a\n    - ./b\nrun:\n  web: gunicorn a:b\n  worker: {command: [celery, x]}\n';
    expect(shownReading(await readText(herokuYml, 'heroku.yml', text))).toEqual([
      'build.builder: dockerfile', 'build.dockerfilePath: Dockerfile', '[worker] build.dockerfilePath: w/Dockerfile', '[web] start.command: gunicorn a:b', '[worker] start.command: celery && x',
      'deploy.preDeployCommand: ./a && ./b', 'deploy.variables: [{"variable":"S3","value":"x","at":"S3","scope":"run"}]', 'database.servers: ["postgresql DB"]',
    ]);
  });
});

describe('.env.example', () => {
  it('reads names and example values', async () => {
    const text = "# db\r\nDATABASE_URL=postgres://u:p@h/db # why\r\nexport A = 'x # y'\nB=\n C=\"q\"\n#D=1\nnot a line\nE=a=b#c\n=x\n";
    const { statements } = await readText(envExample, '.env.example', text);
    const [statement] = statements;
    const variables = statement?.fact.state === 'known' ? (statement.fact.value as readonly { variable: string; value: string; scope: string; at: never }[]) : [];
    expect(variables.map(({ variable, value, scope }) => `${variable}=${value} ${scope}`)).toEqual(['DATABASE_URL=postgres://u:p@h/db example', 'A=x # y example', 'B= example', 'C=q example', 'E=a=b#c example']);
    expect(variables.map(({ at }) => textAt(at))).toEqual(['DATABASE_URL', 'A', 'B', 'C', 'E']);
  });
});
