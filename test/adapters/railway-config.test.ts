import { describe, expect, it } from 'vitest';
import { railwayJson, railwayToml } from '../../src/adapters/railway-config.ts';
import { linesOf } from '../support/statement-lines.ts';

const json = (text: string) => linesOf(railwayJson, 'railway.json', text);
const toml = (text: string) => linesOf(railwayToml, 'railway.toml', text);

describe('railway.json', () => {
  it('states every setting with its place', async () => {
    const text = JSON.stringify({
      $schema: 'x',
      build: { builder: 'Nixpacks', buildCommand: 'npm run build', dockerfilePath: 'docker/Dockerfile', watchPatterns: ['src/**', '/a'] },
      deploy: {
        startCommand: 'node a.js', preDeployCommand: ['a', 'b'], numReplicas: 2, healthcheckPath: '/health', healthcheckTimeout: 100,
        restartPolicyType: 'on_failure', restartPolicyMaxRetries: 3, overlapSeconds: '20', drainingSeconds: 30, sleepApplication: true,
        cronSchedule: '* * * * *', requiredMountPath: '/data', limitOverride: { containers: { cpu: 2, memoryBytes: 1_000_000_000 } },
      },
    });
    expect(await json(text)).toEqual([
      'build.builder = "nixpacks" at `"Nixpacks"`',
      'build.command = "npm run build" at `"npm run build"`',
      'build.dockerfilePath = "docker/Dockerfile" at `"docker/Dockerfile"`',
      'build.watchPatterns = [src/**, /a] at `["src/**","/a"]`',
      'start.command = "node a.js" at `"node a.js"`',
      'deploy.preDeployCommand = "a && b" at `["a","b"]`',
      'deploy.preDeployItems = [a, b] at `["a","b"]`',
      'deploy.replicas = 2 at `2`',
      'deploy.healthcheckPath = "/health" at `"/health"`',
      'deploy.healthcheckTimeout = 100 at `100`',
      'deploy.restartPolicy = "on_failure" at `"on_failure"`',
      'deploy.restartRetries = 3 at `3`',
      'deploy.overlapSeconds = 20 at `"20"`',
      'deploy.drainingSeconds = 30 at `30`',
      'deploy.sleep = true at `true`',
      'deploy.cronSchedule = "* * * * *" at `"* * * * *"`',
      'deploy.volumeMount = "/data" at `"/data"`',
      'deploy.cpuLimit = 2 at `2`',
      'deploy.memoryLimit = 1000 at `1000000000`',
      'build.unknownKeys = [] at ``',
    ]);
  });

  it('keeps the environments apart', async () => {
    const text = '{"deploy": {"numReplicas": 1}, "environments": {"production": {"deploy": {"numReplicas": 3, "workers": 4}, "x": 1}, "pr": null}}';
    expect(await json(text)).toEqual([
      'deploy.replicas = 1 at `1`',
      '[production] deploy.replicas = 3 at `3`',
      'build.unknownKeys = [environments.production.x, environments.production.deploy.workers] at `"x"`',
    ]);
  });

  it.each([
    ['{"deploy": {"multiRegionConfig": {"us-west2": {"numReplicas": 2}, "b": {}, "c": null}, "numReplicas": 9}}', 'deploy.replicas = 3'],
    ['{"deploy": {"multiRegionConfig": {}, "numReplicas": 9}}', 'deploy.replicas = 9'],
    ['{"deploy": {"preDeployCommand": "alembic upgrade head"}}', 'deploy.preDeployCommand = "alembic upgrade head"'],
    ['{"deploy": {"preDeployCommand": ["alembic upgrade head"]}}', 'deploy.preDeployCommand = "alembic upgrade head" at `"alembic upgrade head"`'],
    ['{"deploy": {"startCommand": ["a"]}}', 'start.command unresolved because it is an array where Railway wants a string at `["a"]`'],
    ['{"build": {"builder": "buildpacks"}}', 'build.builder unresolved because "buildpacks" is no builder that Railway knows at `"buildpacks"`'],
    ['{"deploy": {"overlapSeconds": "soon"}}', 'deploy.overlapSeconds unresolved because it is a string where Railway wants a number at `"soon"`'],
    ['{"deploy": {"numReplicas": 1e400}}', 'deploy.replicas unresolved because it is no finite number where Railway wants a number at `1e400`'],
    ['{"deploy": {"startCommand": null}, "env": {}}', 'build.unknownKeys = [env] at `"env"`'],
  ])('reads %s', async (text, expected) => {
    expect((await json(text))[0]).toContain(expected);
  });

  it.each([
    ['{"deploy": {"startCommand": "a"}, // why\n}', 'syntax: JSON has no comments at `// why`'],
    ['{"deploy": {"a": 1, "a": 2}}', 'duplicate-key: a is set twice, and the last one counts at `"a"`'],
    ['[]', 'syntax: the file holds no object at `[]`'],
    ['{"deploy": []}', 'syntax: deploy holds no object, so Railway cannot read it at `[]`'],
    ['', 'syntax: the file is empty at ``'],
    ['{\n<<<<<<< HEAD\n=======\n>>>>>>> x\n}', 'conflict-marker: a merge conflict is not resolved at `<<<<<<< HEAD`'],
    [`{"deploy": ${'['.repeat(100_000)}`, 'syntax: nested deeper than 500 levels at `[`'],
  ])('reports %.60j', async (text, expected) => {
    expect((await json(text)).at(-1)).toBe(expected);
  });
});

describe('railway.toml', () => {
  it('says the same as railway.json', async () => {
    const text = '[build]\r\nbuilder = "railpack"\r\n\r\n[deploy]\r\nstartCommand = \'gunicorn app:app\'\r\noverlapSeconds = 20\r\n\r\n[environments.production.deploy]\r\nnumReplicas = 2\r\n';
    expect(await toml(text)).toEqual([
      'build.builder = "railpack" at `"railpack"`',
      "start.command = \"gunicorn app:app\" at `'gunicorn app:app'`",
      'deploy.overlapSeconds = 20 at `20`',
      '[production] deploy.replicas = 2 at `2`',
      'build.unknownKeys = [] at ``',
    ]);
  });

  it('reports a key that is set twice', async () => {
    expect(await toml('[deploy]\nstartCommand = "a"\nstartCommand = "b"\n')).toEqual(['syntax: deploy.startCommand is set twice at `s`']);
  });
});

describe('the names of Railway configuration files', () => {
  it.each([
    ['railway.json', true], ['backend/railway.json', true], ['railway.api.json', true], ['railway-worker.json', true], ['railway.toml', false],
    ['railway.schema.json', false], ['myrailway.json', false], ['railway.json.bak', false], ['railway-example.json', false],
  ])('%s: %j', (path, expected) => {
    expect(railwayJson.matches(path)).toBe(expected);
  });
});
