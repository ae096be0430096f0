import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askJson } from '../../src/railway/ask-json.ts';
import { findCli } from '../../src/railway/find-cli.ts';
import { planConfig } from '../../src/railway/plan-config.ts';
import { readLive } from '../../src/railway/read-live.ts';
import type { RailwayCli } from '../../src/railway/railway-cli.ts';
import { editEnvironment, setVariable } from '../../src/railway/write.ts';
import type { UsageError } from '../../src/usage-error.ts';
import { withDouble, type DoubleMode, type DoubleOptions, type Double } from '../support/railway-double.ts';
import { withEnvironment } from '../support/with-environment.ts';

const SECRET = 'canary-5f2b9d7c41aa';
const target = { project: '0b6f5c1e-3f64-4d2c-9a55-6a1f6f0f1a01', environment: '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03', service: '5e2d7a90-1111-4a11-9b11-aaaaaaaaaa01' };
let cwd: string;
beforeEach(() => { cwd = mkdtempSync(join(tmpdir(), 'optimize-failures-')); });
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Everything that asks Railway for something. */
const ASKING: Readonly<Record<string, (cli: RailwayCli) => Promise<unknown>>> = {
  'read the environment': (cli) => readLive(cli, { cwd, environment: 'production' }),
  'set a variable': (cli) => setVariable(cli, { cwd, target }, 'SECRET_KEY', SECRET),
  'edit the environment': (cli) => editEnvironment(cli, { cwd, target }, { services: { [target.service]: { deploy: { healthcheckPath: `/${SECRET}` } } } }, 'Set the health check'),
  'plan a file': (cli) => planConfig(cli, { file: join(cwd, 'railway.ts'), found: { target, name: 'production', status: undefined } }),
};

/** What comes of each failure: the code, words of the message, words of the hint. */
const FAILURES: readonly (readonly [DoubleMode, string, string, string])[] = [
  ['not-logged-in', 'railway-login', 'Unauthorized. Please login with `railway login`', 'railway login'],
  ['expired-token', 'railway-login', 'Your saved login is no longer valid (invalid_grant)', 'railway login'],
  ['unauthorized', 'railway-login', 'Unauthorized. Please run `railway login` again', 'railway login'],
  ['invalid-token', 'railway-unauthorized', 'Invalid RAILWAY_TOKEN', 'RAILWAY_API_TOKEN'],
  ['not-linked', 'railway-unlinked', 'No linked project found', 'railway link'],
  ['project-deleted', 'railway-unlinked', 'Project is deleted', 'railway link'],
  ['environment-restricted', 'railway-unauthorized', 'Environment "production" is restricted', 'ask a workspace admin'],
  ['two-factor', 'railway-unauthorized', 'Two-factor authentication is required for workspace', 'https://railway.com/account/security'],
  ['rate-limited', 'railway-failed', 'You are being ratelimited. Try again in 42 seconds', 'wait that long'],
  ['offline', 'railway-offline', 'Failed to fetch', 'https://status.railway.com'],
  ['unknown-failure', 'railway-failed', 'it failed: Problem processing request: value … of … is wrong', 'run it by itself'],
  ['killed', 'railway-failed', 'was ended by SIGKILL', 'run it again'],
  ['malformed', 'railway-answer', 'is no JSON: it ends too early, at line ', 'run railway'],
  ['empty', 'railway-answer', 'printed nothing', 'run railway'],
  ['banner-before-json', 'railway-answer', 'is no JSON: the first mistake is at line 1, column 1', 'run railway'],
];

/** What a single call can come to, as it was recorded. */
const SINGLE: readonly (readonly [DoubleMode, string, string, string])[] = [
  ['gateway', 'railway-answer', 'Failed to fetch: error decoding response body', 'HTTPS_PROXY'],
  ['connection-cut', 'railway-offline', 'Failed to fetch', 'https://status.railway.com'],
  ['platform-silent', 'railway-timeout', 'operation timed out', 'run it again'],
  ['invalid-account-token', 'railway-unauthorized', 'Unauthorized. Please check that your RAILWAY_API_TOKEN is valid', 'railway login'],
  ['project-token-user', 'railway-unauthorized', 'Unauthorized. Please check that your RAILWAY_TOKEN is valid', 'a project token'],
  ['environment-alone', 'railway-unlinked', 'RAILWAY_ENVIRONMENT_ID cannot be set without RAILWAY_PROJECT_ID', 'set both'],
  ['no-project', 'railway-unlinked', 'Project not found', 'railway list'],
  ['no-environment', 'railway-unlinked', 'Environment "nowhere" not found', 'railway environment list'],
  ['no-service', 'railway-failed', "Service 'nowhere' not found", 'railway service list'],
  ['no-service-linked', 'railway-unlinked', 'No service linked', 'railway service'],
  ['api-refused', 'railway-unauthorized', 'Not Authorized', 'may not do this'],
  ['plan-old-node', 'railway-failed', 'node: bad option: --experimental-strip-types', '22.6 or newer'],
  ['patch-of-another-shape', 'railway-failed', 'it failed: Failed to parse stdin as JSON. Expected … format', 'run it by itself'],
];

test.each(SINGLE)('%s', async (mode, code, message, hint) => {
  const { error, double } = await failureWith({ mode }, (cli) => askJson(cli, { words: ['status', '--json'], cwd }));
  expect(error).toMatchObject({ code, message: expect.stringContaining(message) as unknown, hint: expect.stringContaining(hint) as unknown });
  expect(error.message).not.toMatch(/k3y|Zm9v|caused by/i);
  double.remove();
});

/** All of them for a question and for a change; elsewhere those that the calls could treat differently. */
const WHOLE = ['read the environment', 'set a variable'];
const TELLING: readonly DoubleMode[] = ['not-logged-in', 'killed', 'empty', 'banner-before-json'];

describe.each(Object.keys(ASKING))('%s', (name) => {
  test.each(FAILURES.filter(([mode]) => WHOLE.includes(name) || TELLING.includes(mode)))('%s', async (mode, code, message, hint) => {
    const { error, double } = await failureWith({ mode }, ASKING[name] as (cli: RailwayCli) => Promise<unknown>);
    expect(error).toMatchObject({ name: 'UsageError', code, message: expect.stringContaining(message) as unknown, hint: expect.stringContaining(hint) as unknown });
    expect(error.message).toMatch(/^(?:the answer of )?railway (?:status|environment (?:config|edit)|variable set|config plan)\b/);
    expect(`${error.message} ${error.hint} ${error.stack ?? ''}`).not.toMatch(/canary|Zm9v|QmFz|sk_live|pw@/);
    expect(double.state()).toEqual({});
    double.remove();
  });
});

describe('the program itself', () => {
  test.each<readonly [DoubleMode, string, string]>([
    ['shim', 'railway-missing', 'is not complete'], ['other-program', 'railway-missing', 'is another program called railway'], ['old-version', 'railway-too-old', 'is version 3.20.2'],
  ])('%s', async (mode, code, message) => {
    const double = withDouble({ mode });
    const error = await withEnvironment({ ...double.env, PATH: `${double.bin}:${double.nodeFolder}` }, () => findCli(cwd).then(() => undefined, (reason: unknown) => reason as UsageError));
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) as unknown });
    double.remove();
  });

  test.each([[300, '0.3 seconds'], [1000, '1 second']])('too slow: %s', async (timeout, words) => {
    const { error, double } = await failureWith({ mode: 'slow' }, (cli) => askJson(cli, { words: ['status', '--json'], cwd, timeout }));
    expect(error).toMatchObject({ code: 'railway-timeout', message: `railway status took longer than ${words} and was ended` });
    double.remove();
  });

  test('what is gone since it was found', async () => {
    await expect(askJson({ path: join(cwd, 'railway'), version: '5.71.0' }, { words: ['status'], cwd })).rejects.toMatchObject({ code: 'railway-missing', message: `the railway CLI at ${join(cwd, 'railway')} does not start` });
  });
});

async function failureWith(options: DoubleOptions, ask: (cli: RailwayCli) => Promise<unknown>): Promise<{ readonly error: UsageError; readonly double: Double }> {
  const double = withDouble(options);
  const cli = { path: double.path, version: '5.71.0' };
  const error = await withEnvironment(double.env, () => ask(cli).then(() => undefined, (reason: unknown) => reason as UsageError));
  if (error === undefined) throw new Error('it did not fail');
  return { error, double };
}
