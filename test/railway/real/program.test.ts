import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { newMark } from '../../support/canary/mark.ts';
import { platformWith } from '../../support/canary/platform.ts';
import { optimize, writeFiles } from '../../support/cli.ts';
import { commandLines } from '../../support/command-lines.ts';
import { RAILWAY, TOKENS, WITHOUT_RAILWAY } from '../../support/real-railway.ts';
import { realShop, type RealShop } from '../../support/real-shop.ts';
import { linkModules, WITHOUT_NODE } from '../../support/real-tools.ts';
import { graphqlError, operation, silence } from './failure.ts';
import { nodeThatStripsTypes } from './node-that-strips-types.ts';
import { SECRETS, WEB, WORKER, type JsonObject } from './platform.ts';

/** The whole program with the official CLI: what it says, and what the platform has afterwards. */
describe.skipIf(WITHOUT_RAILWAY)('optimize with the official CLI (skipped until node scripts/setup-railway.mjs built it)', () => {
  let shop: RealShop;
  beforeEach(async () => { shop = await realShop(); });
  afterEach(async () => { await shop.stop(); });

  const confirmed = ['--yes'];
  const planOf = async () => JSON.parse((await shop.run(['railway', 'diff', '--json'])).stdout) as Plan;
  const statesIn = (stdout: string) => (JSON.parse(stdout) as { readonly applied: { readonly steps: readonly { readonly id: string; readonly state: string }[] } }).applied.steps.map(({ id, state }) => `${id} ${state}`);
  const upserts = () => shop.backboard.requests.filter((each) => each.operation === 'VariableCollectionUpsert').length;

  test('shows what is there, writes it down, and scans the same with both', async () => {
    expect(await shop.run(['railway', 'status'])).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/web\n(?: {2}.*\n)+ {2}here +app \(\.\): the configuration says so/) as string });
    expect(await shop.run(['railway', 'pull', '--output', 'before.json'])).toMatchObject({ exitCode: 0, stdout: '' });
    const reports = [await shop.run(['scan', '--live', '--json']), await shop.run(['scan', '--live-from', 'before.json', '--json'])].map(({ stdout }) => foundIn(stdout));
    expect(reports[0]?.join('\n')).toMatch(/platform\/variable-quotes(?:.|\n)*server\/worker-variables/);
    expect(reports[1]).toEqual(reports[0]);
    expect(shop.backboard.problems).toEqual([]);
    expect([shop.changes(), shop.leaks(), shop.backboard.outside]).toEqual([[], [], []]);
  });

  test('makes of the platform what the plan says, byte for byte, and then has nothing to do', async () => {
    const before = structuredClone(shop.production.config);
    const { hash, steps } = await planOf();
    expect(shop.changes()).toEqual([]);
    expect(steps.map(({ id }) => id)).toEqual(STEPS);
    const { stdout, stderr, exitCode } = await shop.run(['railway', 'apply', hash, ...confirmed]);
    expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: '' });
    expect(shop.production.config).toEqual(afterPlan(before));
    expect(shop.changes()).toEqual(['VariableCollectionUpsert', 'VariableCollectionUpsert', 'EnvironmentPatchCommit']);
    expect((await planOf()).steps).toEqual([]);
    expect(await shop.run(['railway', 'apply', ...confirmed])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nothing to do on Railway') as string });
    expect([shop.changes().length, shop.leaks(), shop.backboard.problems]).toEqual([3, [], []]);
  });

  test('unsets a setting, which `railway environment edit` cannot', async () => {
    writeFiles(shop.folder, { 'optimize.yaml': 'services:\n  app:\n    railway: worker\n', 'requirements.txt': 'celery==5.5.3\n' });
    const worker = services()[WORKER] ?? {};
    delete worker['configFile'];
    const before = structuredClone(objectAt(worker, 'deploy'));
    const { stdout, exitCode } = await shop.run(['railway', 'apply', '--rule', 'deploy/sleep', '--yes', '--review', '--json']);
    expect({ exitCode, states: statesIn(stdout) }).toEqual({ exitCode: 0, states: ['worker/settings done'] });
    const { sleepApplication: _unset, ...others } = before;
    expect(worker['deploy']).toEqual(others);
    expect(shop.changes()).toEqual(['Commit']);
  });

  test('refuses a plan once the platform has something else', async () => {
    const { hash } = await planOf();
    shop.variables()['SECRET_KEY'] = { value: `"${SECRETS.key}-of-somebody-else"` };
    const { stdout, stderr, exitCode } = await shop.run(['railway', 'apply', hash, ...confirmed]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain(`the plan ${hash} is stale: web/variables.SECRET_KEY changed on Railway since it was made`);
    expect([shop.changes(), shop.leaks()]).toEqual([[], []]);
  });

  test('stops where the platform changes while a plan is carried out', async () => {
    shop.backboard.onRequest = ({ operation: name }) => { if (name === 'VariableCollectionUpsert') shop.variables()['SECRET_KEY'] = { value: '"another"' }; };
    const { stdout, exitCode } = await shop.run(['railway', 'apply', '--json', '--review', ...confirmed]);
    expect(exitCode).toBe(2);
    expect(statesIn(stdout)).toEqual([`${STEPS[0]} done`, `${STEPS[1]} stale`, ...NOT_TRIED]);
    expect(shop.variables()['SECRET_KEY']).toEqual({ value: '"another"' });
  });

  test.each([
    ['before Railway answers: it may be made', false, 'unsure', SECRETS.key],
    ['before Railway has it: it is not made', true, 'failed', `"${SECRETS.key}"`],
  ])('says of a step whose CLI is killed %s', async (_, isLost, state, value) => {
    const second = () => upserts() === 2;
    if (isLost) shop.backboard.failure = { ...silence(second), when: (received) => operation('VariableCollectionUpsert')(received) && second() };
    shop.backboard.onRequest = (received) => { if (operation('VariableCollectionUpsert')(received) && second()) killCli(shop.folder); };
    const { stdout, exitCode } = await shop.run(['railway', 'apply', '--json', '--review', ...confirmed]);
    expect(exitCode).toBe(2);
    expect(statesIn(stdout)).toEqual([`${STEPS[0]} done`, `${STEPS[1]} ${state}`, ...NOT_TRIED]);
    expect(shop.variables()['SECRET_KEY']).toMatchObject({ value });
    expect(shop.leaks()).toEqual([]);
  });

  test('says that nobody is signed in once a login has ended, also while a plan is carried out', async () => {
    expect(await shop.run(['railway', 'diff'], { token: 'another' })).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/run `railway login` again\nsign in with railway login/) as string });
    shop.backboard.failure = graphqlError('Not Authorized', () => upserts() > 0);
    const { stdout, exitCode } = await shop.run(['railway', 'apply', '--json', '--review', ...confirmed]);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ applied: { ok: false, error: { code: 'railway-login' } } });
    expect(statesIn(stdout)).toEqual(STEPS.map((id) => `${id} ${id === STEPS[0] ? 'failed' : 'not-tried'}`));
  });

  test('goes on with a login that ends and cannot be renewed', async () => {
    expect(await shop.run(['railway', 'status'], { user: { tokenExpiresAt: 1, refreshToken: TOKENS.account } })).toMatchObject({ exitCode: 0 });
    expect(shop.leaks()).toEqual([]);
  });

  test('lets no secret and no token out, whatever variable or setting holds it', async () => {
    const mark = newMark();
    Object.assign(web(), (platformWith(mark).config as { readonly services: Record<string, JsonObject> }).services[WEB]);
    for (const service of Object.values(services())) for (const name of Object.keys(objectAt(service, 'variables'))) objectAt(service, 'variables')[`${name}_OF_NOBODY`] = { value: mark.text };
    const lines: string[] = [];
    shop.backboard.onRequest = () => { lines.push(...commandLines(shop.folder).map(({ words }) => words)); };
    for (const words of [['railway', 'status'], ['railway', 'pull', '--output', 'facts.json'], ['railway', 'pull', '--json'], ['scan', '--live', '--json'], ['explain', 'server/workers', '--live'], ['railway', 'diff', '--json'], ['railway', 'apply', '--review', '--json', '--confirm-destructive', 'web', ...confirmed]]) {
      const { exitCode, stdout, stderr } = await shop.run(words);
      expect({ words, isFailure: exitCode === 2 }, stderr + stdout.slice(0, 2000)).toEqual({ words, isFailure: false });
    }
    expect(shop.variables()['SECRET_KEY']).toMatchObject({ value: mark.text });
    shop.backboard.failure = graphqlError(`cannot use ${mark.text}: DATABASE_URL=postgres://u:${mark.encoded}@host/db`);
    for (const words of [['railway', 'status'], ['scan', '--live'], ['railway', 'diff', '--json']]) expect((await shop.run(words)).exitCode).toBe(2);
    expect([shop.leaks(mark.pattern), shop.leaks()]).toEqual([[], []]);
    expect(lines.filter((line) => mark.pattern.test(line) || line.includes(TOKENS.account))).toEqual([]);
    if (process.platform === 'linux') expect(lines.some((line) => line.includes(`${RAILWAY} variable set SECRET_KEY`))).toBe(true);
  });

  test.skipIf(WITHOUT_NODE)('takes a new file back where Railway would destroy a service of it', async () => {
    linkModules(shop.folder);
    writeFiles(shop.folder, { 'railway.json': OLD });
    delete services()[WORKER]?.['configFile'];
    const PATH = nodeThatStripsTypes(join(shop.home, 'bin'), process.env['PATH'] ?? '');
    const run = await optimize(['migrate', 'railway', '--yes', '--plan', '--service-name', 'web'], { cwd: shop.folder, env: { ...shop.env(), PATH } });
    expect(run.exitCode, run.stderr).toBe(1);
    expect(run.stdout).toMatch(/destroyed\n(?: {4}.*\n)* {4}Delete service (?:Postgres|worker)\n/);
    expect(run.stdout.replaceAll(/\s+/g, ' ')).toContain('.railway/railway.ts is taken back: it would destroy what runs there; nothing is changed');
    expect(existsSync(join(shop.folder, '.railway/railway.ts'))).toBe(false);
    expect(readFileSync(join(shop.folder, 'railway.json'), 'utf8')).toBe(OLD);
    expect([shop.changes(), shop.backboard.problems]).toEqual([[], []]);
  });

  const services = () => objectAt(shop.production.config, 'services') as Record<string, JsonObject>;
  const web = () => services()[WEB] ?? {};
});

interface Plan {
  readonly hash: string;
  readonly steps: readonly { readonly id: string }[];
}

/** The first two are calls of their own, the rest is one. */
const STEPS = ['web/variables.DATABASE_URL', 'web/variables.SECRET_KEY', 'web/variables.GUNICORN_WORKERS', 'web/variables.WEB_CONCURRENCY', 'web/settings'];
const NOT_TRIED = STEPS.slice(2).map((id) => `${id} not-tried`);
const OLD = '{\n  "deploy": { "startCommand": "gunicorn shop.wsgi" }\n}\n';

/** What the platform has after the plan; whatever the plan does not name stays. */
function afterPlan(before: JsonObject): JsonObject {
  const after = structuredClone(before);
  const web = objectAt(objectAt(after, 'services'), WEB);
  const { GUNICORN_WORKERS: _unread, WEB_CONCURRENCY: _shadowed, ...variables } = objectAt(web, 'variables');
  web['variables'] = { ...variables, DATABASE_URL: { value: '${{Postgres.DATABASE_URL}}' }, SECRET_KEY: { ...objectAt(variables, 'SECRET_KEY'), value: SECRETS.key } };
  web['build'] = { builder: 'RAILPACK' };
  Object.assign(objectAt(web, 'deploy'), { drainingSeconds: 30, overlapSeconds: 20 });
  return after;
}

function objectAt(of: JsonObject, name: string): JsonObject {
  return of[name] as JsonObject;
}

/** What was found, in its order. */
function foundIn(report: string): readonly string[] {
  const { findings } = JSON.parse(report) as { readonly findings: readonly { readonly id: string; readonly message: string }[] };
  return findings.map(({ id, message }) => `${id}: ${message}`);
}

/** Ends the CLI that sets a variable in a folder, as somebody would who ends it by its process; those of other tests go on. */
function killCli(folder: string): void {
  for (const { pid, words } of commandLines(folder)) if (words.startsWith(`${RAILWAY} variable set`)) process.kill(pid, 'SIGKILL');
}
