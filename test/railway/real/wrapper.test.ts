import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { commitPatch } from '../../../src/railway/commit-patch.ts';
import { findCli } from '../../../src/railway/find-cli.ts';
import type { RailwayCli, ServiceTarget } from '../../../src/railway/railway-cli.ts';
import { valueAt } from '../../../src/railway/json-path.ts';
import { rawValues } from '../../../src/railway/raw-values.ts';
import { readConfig } from '../../../src/railway/read-config.ts';
import { readLive } from '../../../src/railway/read-live.ts';
import { runCli } from '../../../src/railway/run-cli.ts';
import { editEnvironment, setVariable } from '../../../src/railway/write.ts';
import { UsageError } from '../../../src/usage-error.ts';
import { RAILWAY, startRailway, TOKENS, WITHOUT_RAILWAY, type RealRailway, type Setting } from '../../support/real-railway.ts';
import { commandLines } from '../../support/command-lines.ts';
import { withEnvironment } from '../../support/with-environment.ts';
import { cut, graphqlError, malformed, operation, silence, tooManyRequests, type Failure } from './failure.ts';
import { PRODUCTION, PROJECT, SECRETS, WEB } from './platform.ts';

/** What our own functions make the official CLI do, seen from the platform's side. */
describe.skipIf(WITHOUT_RAILWAY)('src/railway with the official CLI (skipped until node scripts/setup-railway.mjs built it)', () => {
  let real: RealRailway;
  beforeEach(async () => { real = await startRailway(); });
  afterEach(async () => { await real.stop(); });

  const LONG = 'x'.repeat(32_000);
  const target: ServiceTarget = { project: PROJECT, environment: PRODUCTION, service: WEB };
  const sent = (name: string) => real.backboard.requests.filter((each) => each.operation === name).map(({ variables }) => variables);
  const within = <T>(act: (cli: RailwayCli, cwd: string) => Promise<T>, setting: Setting = {}): Promise<T> =>
    withEnvironment(real.environment(setting), async () => act(await findCli(real.folder, RAILWAY), real.folder));

  const valueOf = (name: string) => within(async (cli, cwd) => rawValues(await readConfig(cli, { cwd, target })).value(WEB, name));

  test('finds it', async () => {
    expect(await within((cli) => Promise.resolve(cli))).toEqual({ path: RAILWAY, version: '5.71.0' });
  });

  test.each(['login', 'account', 'project'] as const)('reads the linked environment, signed in by %s', async (signIn) => {
    const state = await within((cli, cwd) => readLive(cli, { cwd }), { signIn, isLinked: signIn !== 'project' });
    expect(state).toMatchObject({ cli: '5.71.0', project: { id: PROJECT, name: 'shop' }, environment: { id: PRODUCTION, name: 'production' } });
    expect(state.services.map(({ name }) => name)).toEqual(['Postgres', 'web', 'worker']);
    expect(real.backboard.problems).toEqual([]);
  });

  test('reads a state without a secret', async () => {
    const state = await within((cli, cwd) => readLive(cli, { cwd }));
    const web = state.services.find(({ name }) => name === 'web');
    expect(web?.variables.map(({ name, form, shown }) => `${name} ${form} ${shown}`)).toMatchInlineSnapshot(`
      [
        "DATABASE_URL text \${{Postgres.DATABASE_PUBLIC_URL}}",
        "EMPTY empty (empty)",
        "GUNICORN_WORKERS number 4",
        "LOG_LEVEL text \${{shared.LOG_LEVEL}}",
        "PORT number 8080",
        "PRIVATE_KEY text …",
        "SECRET_KEY text "…"",
        "STRIPE_KEY sealed (sealed)",
        "WEB_CONCURRENCY number 2",
      ]
    `);
    expect(Object.values(SECRETS).filter((secret) => JSON.stringify(state).includes(secret))).toEqual([]);
  });

  test('reads an environment that is named, without a link', async () => {
    const { environment } = await within((cli, cwd) => readLive(cli, { cwd, project: 'shop', environment: 'staging' }), { isLinked: false });
    expect(environment).toEqual({ id: real.platform.environments[1]?.id, name: 'staging' });
  });

  test.each(['3', '  blanks\t', `"quoted" 'twice' \\ \${{shared.X}} $HOME`, 'a\nb\r\nc', '\u00e9\u{1F680}\u2028', '-flag', 'A=B', '{"json": [1]}', LONG])('sets a variable byte for byte: %#', async (value) => {
    await within((cli, cwd) => setVariable(cli, { cwd, target }, 'NEW', value));
    expect(sent('VariableCollectionUpsert')).toEqual([{ projectId: PROJECT, environmentId: PRODUCTION, serviceId: WEB, variables: { NEW: value }, skipDeploys: true }]);
    expect(await valueOf('NEW')).toBe(value);
  });

  test.each(['', 'a\n', 'a\r\n', 'a\r'])('sets nothing where the CLI would change the value: %j', async (value) => {
    await expect(within((cli, cwd) => setVariable(cli, { cwd, target }, 'NEW', value))).rejects.toThrow(UsageError);
    expect(real.backboard.requests).toEqual([]);
  });

  test('reads a value as it was written, and none of a sealed one', async () => {
    expect([await valueOf('DATABASE_URL'), await valueOf('EMPTY'), await valueOf('STRIPE_KEY'), await valueOf('NOWHERE')]).toEqual(['${{Postgres.DATABASE_PUBLIC_URL}}', '', undefined, undefined]);
  });

  test('commits a patch, replicas and variables that go as they are', async () => {
    const patch = { services: { [WEB]: { deploy: { drainingSeconds: 20, multiRegionConfig: { 'europe-west4-drams3a': { numReplicas: 3 } } }, variables: { PORT: null, STRIPE_KEY: null } } } };
    await within((cli, cwd) => editEnvironment(cli, { cwd, target }, patch, 'Drain for longer'));
    expect(sent('EnvironmentPatchCommit')).toEqual([{ environmentId: PRODUCTION, patch, commitMessage: 'Drain for longer' }]);
  });

  test('unsets a setting, null as it is, with values on stdin alone', async () => {
    const seen: string[] = [];
    real.backboard.onRequest = () => { seen.push(...commandLines(real.folder).map(({ words }) => words)); };
    const patch = { services: { [WEB]: { deploy: { healthcheckPath: null, startCommand: SECRETS.key }, variables: { PORT: null } } } };
    await within((cli, cwd) => commitPatch(cli, { cwd, target }, patch, 'Unset the health check'), { isLinked: false });
    expect(sent('Commit')).toEqual([{ environmentId: PRODUCTION, patch, message: 'Unset the health check' }]);
    expect(seen.some((line) => line.includes(' @- '))).toBe(true);
    expect(seen.filter((line) => line.includes(SECRETS.key))).toEqual([]);
    const config = await within((cli, cwd) => readConfig(cli, { cwd, target }), { isLinked: false });
    expect(valueAt(config, 'services', WEB, 'deploy')).not.toHaveProperty('healthcheckPath');
    expect(valueAt(config, 'services', WEB, 'variables')).not.toHaveProperty('PORT');
    expect(real.backboard.problems).toEqual([]);
  });

  test('says so where Railway refuses to unset a setting', async () => {
    const target = { project: PROJECT, environment: 'nowhere' };
    await expect(within((cli, cwd) => commitPatch(cli, { cwd, target }, { services: { [WEB]: { deploy: { healthcheckPath: null } } } }, 'Why'))).rejects.toMatchObject({ code: 'railway-failed', message: expect.stringContaining('GraphQL error') as unknown });
  });

  test('shows no value and no token in the list of processes', async () => {
    const seen: string[] = [];
    real.backboard.onRequest = () => { seen.push(...commandLines(real.folder).map(({ words }) => words)); };
    for (const signIn of ['login', 'account', 'project'] as const) {
      await within(async (cli, cwd) => {
        await setVariable(cli, { cwd, target }, 'NEW', SECRETS.key);
        await editEnvironment(cli, { cwd, target }, { services: { [WEB]: { variables: { NEW: { value: SECRETS.password } } } } }, 'Set it');
        await readConfig(cli, { cwd, target });
      }, { signIn });
    }
    expect(seen.some((line) => line.includes('variable set NEW'))).toBe(true);
    expect(seen.filter((line) => [TOKENS.account, TOKENS.project, SECRETS.key, SECRETS.password].some((secret) => line.includes(secret)))).toEqual([]);
  });

  const FAILURES: readonly (readonly [string, Setting, Failure | undefined, string])[] = [
    ['not signed in', { signIn: 'none' }, undefined, 'railway-login'],
    ['a login that is refused', { token: 'another' }, undefined, 'railway-login'],
    ['a token of the account that is refused', { signIn: 'account', token: 'another' }, undefined, 'railway-unauthorized'],
    ['a token of the project that is refused', { signIn: 'project', token: 'another' }, undefined, 'railway-unauthorized'],
    ['no link', { isLinked: false }, undefined, 'railway-unlinked'],
    ['two factors', {}, graphqlError('Two Factor Authentication Required'), 'railway-unauthorized'],
    ['too many requests', {}, tooManyRequests(5), 'railway-failed'],
    ['an error of the platform', {}, graphqlError(`value ${SECRETS.key} is wrong`), 'railway-failed'],
    ['an answer that is no JSON', {}, malformed(), 'railway-answer'],
    ['a connection that is cut', {}, cut(), 'railway-offline'],
    ['nobody at the address', { environment: { RAILWAY_BACKBOARD_URL: 'http://127.0.0.1:9/' } }, undefined, 'railway-offline'],
    ['a refusal at the second question', {}, graphqlError('Not Authorized', operation('EnvironmentInstances')), 'railway-login'],
  ];
  test.each(FAILURES)('says what is wrong: %s', async (_, setting, failure, code) => {
    real.backboard.failure = failure;
    const error = await within((cli, cwd) => readLive(cli, { cwd }), setting).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify([(error as UsageError).message, (error as UsageError).hint])).not.toContain(SECRETS.key);
  });

  test('says that Railway is slow', async () => {
    real.backboard.failure = silence();
    await expect(within((cli, cwd) => runCli(cli, { words: ['status', '--json'], cwd, timeout: 3_000 }))).rejects.toMatchObject({ code: 'railway-timeout' });
  });
});
