import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../src/model/fact.ts';
import { isFactName } from '../../src/model/fact-names.ts';
import { placeOf } from '../../src/reporters/evidence.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { scan, type ScanOptions } from '../../src/scan.ts';
import { makeProject } from '../support/cli.ts';

const made: { remove: () => void }[] = [];
afterEach(() => { for (const project of made.splice(0)) project.remove(); });

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/health")\nasync def health():\n    return {}\n';
const SHOP = {
  'backend/Procfile': 'web: uvicorn main:app --host 0.0.0.0 --port $PORT\n', 'backend/requirements.txt': 'fastapi==0.118.3\nuvicorn==0.37.0\n', 'backend/main.py': APP,
  'mailer/Procfile': 'worker: python send.py\n', 'mailer/requirements.txt': 'requests==2.32.0\n', 'mailer/send.py': 'print(1)\n', 'tools/report/run.py': 'print(2)\n',
};

async function scanned(config: Readonly<Record<string, string>>, options: ScanOptions = {}) {
  const project = makeProject({ ...SHOP, ...config });
  made.push(project);
  return scan(project.root, { asOf: '2026-11-22', ...options });
}

/** Value and place of a fact in each service. */
async function factIn(name: string, config: Readonly<Record<string, string>>, options: ScanOptions = {}): Promise<Record<string, string>> {
  const { project } = await scanned(config, options);
  return Object.fromEntries(project.services.map((service) => {
    const fact = isFactName(name) ? (service.facts[name] as Fact<unknown> | undefined) : undefined;
    return [service.name, fact?.state === 'known' ? `${String(fact.value)} ${placeOf(fact)}`.trim() : (fact?.state ?? 'nobody says')];
  }));
}

describe('a declared fact', () => {
  it('holds for every service, with its place', async () => {
    expect(await factIn('server.workers', { 'optimize.yaml': 'facts:\n  server.workers: 4\n' }))
      .toEqual({ backend: '4 assumed in optimize.yaml:2:19', mailer: '4 assumed in optimize.yaml:2:19' });
  });

  it('of a folder and of a service goes before that, and a flag before all', async () => {
    const config = { 'optimize.yaml': 'facts: { server.workers: 4 }\nservices: { mailer: { facts: { server.workers: 6 } } }\n', 'backend/optimize.yaml': 'facts: { server.workers: 5 }\n', 'mailer/optimize.yaml': 'facts: { server.workers: 5 }\n' };
    expect(await factIn('server.workers', config)).toEqual({ backend: '5 assumed in backend/optimize.yaml:1:26', mailer: '6 assumed in optimize.yaml:2:48' });
    expect(await factIn('server.workers', config, { assume: ['server.workers=7'] })).toEqual({ backend: '7 assumed by --assume', mailer: '7 assumed by --assume' });
  });

  it('that is a variable is known where the code reads it', async () => {
    const procfile = { 'backend/Procfile': 'web: uvicorn main:app --host 0.0.0.0 --port $PORT --workers $WEB_CONCURRENCY\n' };
    expect((await factIn('server.workers', { ...procfile, 'optimize.yaml': 'facts: { env.WEB_CONCURRENCY: 3 }\n' }))['backend']).toMatch(/^3/);
  });

  it('says in JSON where it stands', async () => {
    const { report } = await scanned({ 'optimize.yaml': 'facts:\n  server.workers: 4\n' });
    const document = JSON.parse(jsonReport(report)) as { services: { facts: Record<string, object> }[] };
    expect(document.services[0]?.facts['server.workers']).toMatchObject({
      value: 4, provenance: { kind: 'assumed', by: 'optimize.yaml', file: 'optimize.yaml', start: { line: 2, column: 19 }, end: { line: 2, column: 20 } },
    });
  });

  it('changes no id of a finding', async () => {
    const ids = async (config: Readonly<Record<string, string>>) => (await scanned({ ...config, 'backend/Procfile': 'web: uvicorn main:app --host 127.0.0.1\n' })).report.services.flatMap(({ findings }) => findings.map(({ id }) => id));
    const before = await ids({});
    expect(before.length).toBeGreaterThan(0);
    expect(await ids({ 'optimize.yaml': 'facts: { deploy.replicas: 1 }\n' })).toEqual(before);
  });
});

describe('a declared service', () => {
  const services = async (config: string) => (await scanned({ 'optimize.yaml': config })).project.services.map(({ name, root }) => `${name} ${root}`);

  it('gives a found one its name', async () => {
    expect(await services('services: { api: { root: ./backend/ } }')).toEqual(['api backend', 'mailer mailer']);
  });

  it('makes one of a folder that is none', async () => {
    expect(await services('services: { report: { root: tools/report, kind: cron } }')).toEqual(['backend backend', 'mailer mailer', 'report tools/report']);
    expect(await factIn('service.kind', { 'optimize.yaml': 'services:\n  report: { root: tools/report, kind: cron }\n' })).toMatchObject({ report: 'cron assumed in optimize.yaml:2:39' });
  });

  it('without a folder is the one that is found under the name', async () => {
    expect(await services('services: { mailer: { kind: worker } }')).toEqual(['backend backend', 'mailer mailer']);
  });

  it('may take the name of one that takes another', async () => {
    expect(await services('services: { mailer: { root: backend }, queue: { root: mailer } }')).toEqual(['mailer backend', 'queue mailer']);
  });

  it('can be scanned alone by its name', async () => {
    const { project } = await scanned({ 'optimize.yaml': 'services: { api: { root: backend } }' }, { services: ['api'] });
    expect(project.services.map(({ name }) => name)).toEqual(['api']);
  });

  it('keeps what other files say of the found one', async () => {
    const compose = { 'docker-compose.yml': 'services:\n  backend:\n    build: ./backend\n    command: uvicorn main:app --workers 7\n' };
    const before = await factIn('start.command', compose);
    const after = await factIn('start.command', { ...compose, 'optimize.yaml': 'services: { api: { root: backend } }' });
    expect(after['api']).toBe(before['backend']);
  });

  it.each([
    ['services: { api: { kind: web } }', 'no service api was found, and it is declared without a folder', 'give it a root; found are backend, mailer'],
    ['services: { mailer: { root: backend } }', 'two services would be called mailer', 'give each a name of its own under services'],
    ['services: { api: { root: frontend } }', 'optimize.yaml:1:20: the service api has no folder: there is none frontend', 'root is a folder with files, from the folder of this file'],
  ])('%s is refused', async (config, message, hint) => {
    await expect(scanned({ 'optimize.yaml': config })).rejects.toMatchObject({ code: 'config', message, hint });
  });

  it('may lie beside the folder that is scanned', async () => {
    const project = makeProject({ ...SHOP, '.git/HEAD': 'ref: refs/heads/main\n', 'optimize.yaml': 'services: { mailer: { railway: letters }, api: { root: backend, railway: api } }' });
    made.push(project);
    const { report } = await scan(join(project.root, 'backend'), { asOf: '2026-11-22' });
    expect(report.services.map(({ service }) => service.name)).toEqual(['api']);
  });

  it('is refused where a folder has several services', async () => {
    const files = { 'railway.web.json': '{ "deploy": { "startCommand": "uvicorn a:b" } }', 'railway.jobs.json': '{ "deploy": { "startCommand": "celery worker" } }', 'requirements.txt': 'fastapi\n' };
    await expect(scanned({ ...files, 'optimize.yaml': 'services: { api: { root: . } }' })).rejects.toThrow(/^the service api could be any of .*jobs.*web.*: all have its folder$/);
  });
});

describe('a configuration of another state of the project', () => {
  it('declares what is there, and nothing else', async () => {
    const { config } = await scanned({ 'optimize.yaml': 'services: { api: { root: backend }, later: { root: tools/report }, jobs: { root: mailer } }', 'extra/Procfile': 'web: python a.py\n' });
    const project = makeProject({ 'mailer/Procfile': SHOP['mailer/Procfile'], 'api/Procfile': SHOP['backend/Procfile'] });
    made.push(project);
    const before = await scan(project.root, { asOf: '2026-11-22', config: { kind: 'given', config } });
    expect(before.project.services.map(({ name, root }) => `${name} ${root}`)).toEqual(['api api', 'jobs mailer']);
  });
});

describe('rules', () => {
  const outcomes = async (config: Readonly<Record<string, string>>) => (await scanned(config)).report.services.map(({ service, verdicts }) => [
    service.name, verdicts.filter(({ rule, because }) => rule.startsWith('network/') && because?.startsWith('switched off')).map(({ because }) => because),
  ]);

  it('of a category are switched off together, and one of them on again by its own line', async () => {
    const [, [, all]] = await outcomes({ 'optimize.yaml': 'rules:\n  network/*: off\n' }) as [unknown, [string, string[]]];
    expect(all.length).toBeGreaterThan(1);
    expect(new Set(all)).toEqual(new Set(['switched off in optimize.yaml:2']));
    const { report } = await scanned({ 'optimize.yaml': 'rules:\n  network/*: off\n' });
    const one = report.services[0]?.verdicts.find(({ rule }) => rule.startsWith('network/'))?.rule ?? '';
    const [, [, others]] = await outcomes({ 'optimize.yaml': `rules:\n  ${one}: low\n  network/*: off\n` }) as [unknown, [string, string[]]];
    expect(others.length).toBe(all.length - 1);
  });

  it('are set for the services of a folder, and for one service', async () => {
    const none = { 'backend/optimize.yaml': 'rules: { network/*: off }\n', 'optimize.yaml': 'services: { backend: { rules: { network/*: info } } }\n' };
    expect(await outcomes(none)).toEqual([['backend', []], ['mailer', []]]);
    const own = await outcomes({ 'backend/optimize.yaml': 'rules: { network/*: off }\n' });
    expect(own[0]?.[1]).toContain('switched off in backend/optimize.yaml:1');
    expect(own[1]?.[1]).toEqual([]);
  });
});

describe('an edition', () => {
  it('is that of the file, unless a flag names another', async () => {
    const config = { 'optimize.yaml': 'edition: 2025.2\n' };
    expect((await scanned({ ...config, 'backend/Procfile': 'web: uvicorn main:app --host 127.0.0.1\n' })).report.edition).toBe('2025.2');
    expect((await scanned(config, { edition: '2026.1' })).report.edition).toBe('2026.1');
    expect((await scanned(config, { config: { kind: 'none' } })).report.edition).toBe('2026.1');
  });
});
