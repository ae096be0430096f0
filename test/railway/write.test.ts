import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RailwayCli } from '../../src/railway/railway-cli.ts';
import { rawValues } from '../../src/railway/raw-values.ts';
import { readConfig } from '../../src/railway/read-config.ts';
import { editEnvironment, setVariable } from '../../src/railway/write.ts';
import manifest from '../../package.json' with { type: 'json' };
import { OLDEST_VERSION } from '../../src/railway/railway-cli.ts';
import { withDouble, type Double } from '../support/railway-double.ts';
import { withEnvironment } from '../support/with-environment.ts';

const target = { project: '0b6f5c1e-3f64-4d2c-9a55-6a1f6f0f1a01', environment: '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03', service: '5e2d7a90-1111-4a11-9b11-aaaaaaaaaa01' };
const WHERE = `-s ${target.service} -e ${target.environment} -p ${target.project}`;
const SECRET = 'canary-5f2b9d7c41aa';
let cwd: string;
let double: Double;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'optimize-write-'));
  double = withDouble({ state: { linked: null } });
});
afterEach(() => {
  double.remove();
  rmSync(cwd, { recursive: true, force: true });
});

const withCli = <T>(act: (cli: RailwayCli) => Promise<T>): Promise<T> => withEnvironment(double.env, () => act({ path: double.path, version: '5.71.0' }));
const valueOf = async (cli: RailwayCli, name: string): Promise<string | undefined> => rawValues(await readConfig(cli, { cwd, target })).value(target.service, name);
const calls = (): readonly string[] => double.calls().map(({ words }) => words.join(' '));

test.each([
  'plain', '"quoted"', '${{Postgres.DATABASE_URL}}', '  blanks  ', '\ttab', 'a\nb\r\nc', '-----BEGIN KEY-----\nMIIB\n-----END KEY-----', '--stdin', 'é\u{1F680}\u0000', '$(id) `id` $HOME', '\n first', 'x'.repeat(200_000),
])('a value arrives byte for byte, by stdin alone: %j', async (value) => {
  await withCli((cli) => setVariable(cli, { cwd, target }, 'SECRET_KEY', value));
  expect(calls()).toEqual([`variable set SECRET_KEY --stdin --skip-deploys --json ${WHERE}`]);
  expect(double.calls()[0]?.stdin).toBe(value);
  expect(await withCli((cli) => valueOf(cli, 'SECRET_KEY'))).toBe(value);
});

test.each([['', 'cannot be set to nothing'], ['a\n', 'ends with a line end'], ['a\r\n', 'ends with a line end'], ['a\r', 'ends with a line end'], ['\n', 'ends with a line end']])('what the CLI would change is refused before it is asked: %j', async (value, message) => {
  await expect(withCli((cli) => setVariable(cli, { cwd, target }, 'SECRET_KEY', value))).rejects.toMatchObject({ code: 'railway-failed', message: expect.stringContaining(message) as unknown, hint: expect.stringContaining('nothing was changed') as unknown });
  expect(calls()).toEqual([]);
});

test.each(['', '-s', '--help', 'A=B', 'A B', 'A\n'])('%j is no name of a variable', async (name) => {
  await expect(withCli((cli) => setVariable(cli, { cwd, target }, name, 'value'))).rejects.toMatchObject({ code: 'railway-failed' });
  expect(calls()).toEqual([]);
});

test('a value is read as it is written, and a sealed one not at all', async () => {
  const [url, sealed, none] = await withCli(async (cli) => [
    await valueOf(cli, 'DATABASE_URL'), await valueOf(cli, 'STRIPE_KEY'), await valueOf(cli, 'toString'),
  ]);
  expect([url, sealed, none]).toEqual([expect.stringMatching(/^\$\{\{Postgres\./), undefined, undefined]);
});

test('a call that dies late has made its change, and is a failure all the same', async () => {
  const late = withDouble({ mode: 'killed-late' });
  const cli = { path: late.path, version: '5.71.0' };
  await withEnvironment(late.env, async () => {
    await expect(setVariable(cli, { cwd, target }, 'NEW', 'value')).rejects.toMatchObject({ code: 'railway-failed', message: 'railway variable set was ended by SIGKILL before it answered' });
  });
  expect(await withEnvironment({ ...late.env, RAILWAY_DOUBLE_MODE: '' }, () => valueOf(cli, 'NEW'))).toBe('value');
  late.remove();
});

test('an environment is edited by a patch on stdin, with a message', async () => {
  const patch = { services: { [target.service]: { deploy: { healthcheckPath: `/${SECRET}`, multiRegionConfig: { 'us-west2': null } }, variables: { SECRET_KEY: null } } }, sharedVariables: { LOG_LEVEL: null } };
  const flags = `environment edit --json --project ${target.project} --environment ${target.environment}`;
  await withCli((cli) => editEnvironment(cli, { cwd, target }, patch, 'Set the health check'));
  expect(calls()).toEqual([`${flags} --message Set the health check`]);
  expect(double.calls().map(({ stdin }) => JSON.parse(stdin) as unknown)).toEqual([patch]);
});

test('a patch that changes nothing is no success', async () => {
  await expect(withCli((cli) => editEnvironment(cli, { cwd, target }, {}, 'Nothing'))).rejects.toMatchObject({ code: 'railway-answer', message: 'railway environment edit did not say that it changed anything' });
});

test.each([
  [{ services: { a: { deploy: { healthcheckPath: null } } } }, 'services.a.deploy.healthcheckPath'], [{ services: { a: { deploy: null } } }, 'services.a.deploy'],
  [{ services: { a: null } }, 'services.a'], [{ privateNetworkDisabled: null }, 'privateNetworkDisabled'], [{ services: { a: { variables: { X: { value: null } } } } }, 'services.a.variables.X.value'],
])('a null that the CLI would drop is refused: %j', async (patch, path) => {
  await expect(withCli((cli) => editEnvironment(cli, { cwd, target }, patch, 'Unset it'))).rejects.toMatchObject({ message: `${path} cannot be unset: the railway CLI has no way to do that` });
  expect(calls()).toEqual([]);
});

test('no value is in the words of a call, nor in its environment', async () => {
  await withCli((cli) => setVariable(cli, { cwd, target }, 'SECRET_KEY', SECRET));
  expect(double.calls().map(({ words, environment }) => JSON.stringify([words, environment])).join('')).not.toContain(SECRET);
});

test('the CLI is an optional peer of the version that is needed, and nothing that installing brings', () => {
  expect(manifest.peerDependencies).toEqual({ '@railway/cli': `>=${OLDEST_VERSION}` });
  expect(manifest.peerDependenciesMeta).toEqual({ '@railway/cli': { optional: true } });
  expect(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')).not.toContain('node_modules/@railway/cli');
});
