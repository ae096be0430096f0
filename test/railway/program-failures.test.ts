import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeProject, optimize, type Run } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { isAlive } from '../support/is-alive.ts';
import { withDouble, type Double, type DoubleMode } from '../support/railway-double.ts';
import { timeIsUp } from '../support/time-is-up.ts';
import { treeHash } from '../support/tree-hash.ts';

/** Stands in a variable and in the token; it must come out nowhere. */
const CANARY = 'canary-5f2b9d7c41aa';
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  status: ['railway', 'status'], pull: ['railway', 'pull', '--output', 'facts.json'], scan: ['scan', '--live'], check: ['check', '--live'],
  diff: ['railway', 'diff'], apply: ['railway', 'apply', '--yes', '--review'], explain: ['explain', 'deploy.startCommand', '--live'], migrate: ['migrate', 'railway', '--yes', '--plan'],
};

/** Each failure with its code, words of the message and the command that the hint names. */
const FAILURES: readonly (readonly [DoubleMode, string, string, string])[] = [
  ['not-logged-in', 'railway-login', 'Unauthorized. Please login', 'railway login'], ['expired-token', 'railway-login', 'Your saved login is no longer valid', 'railway login'],
  ['invalid-token', 'railway-unauthorized', 'Invalid RAILWAY_TOKEN', 'RAILWAY_API_TOKEN'], ['not-linked', 'railway-unlinked', 'No linked project found', 'railway link'],
  ['project-deleted', 'railway-unlinked', 'Project is deleted', 'railway link'], ['environment-restricted', 'railway-unauthorized', 'Environment "production" is restricted', 'workspace admin'],
  ['rate-limited', 'railway-failed', 'Try again in 42 seconds', 'wait that long'], ['offline', 'railway-offline', 'Failed to fetch', 'https://status.railway.com'],
  ['old-version', 'railway-too-old', 'is version 3.20.2, and 5.28.0 is needed', 'railway upgrade'], ['shim', 'railway-missing', 'is not complete', 'npm rebuild @railway/cli'],
  ['other-program', 'railway-missing', 'is another program called railway', 'npm i -g @railway/cli'], ['malformed', 'railway-answer', 'is no JSON', 'by itself'],
  ['empty', 'railway-answer', 'printed nothing', 'by itself'], ['banner-before-json', 'railway-answer', 'is no JSON', 'by itself'], ['killed', 'railway-failed', 'was ended by SIGKILL', 'run it again'],
  ['unknown-failure', 'railway-failed', 'it failed: Problem processing request', 'by itself'],
];
/** All of them for some commands; for the others those that come from another part of the program. */
const WHOLE = ['status', 'diff', 'apply'];
const TELLING: readonly DoubleMode[] = ['not-logged-in', 'old-version', 'malformed', 'killed'];

let project: ReturnType<typeof makeProject>;
let doubles: Double[] = [];
beforeAll(() => { project = makeProject({ 'railway.json': '{ "deploy": { "startCommand": "gunicorn shop.wsgi" } }\n', 'requirements.txt': 'gunicorn==23.0.0\n' }); });
afterEach(() => {
  for (const double of doubles) double.remove();
  doubles = [];
});
afterAll(() => project.remove());

function run(words: readonly string[], double: Double, env: Readonly<Record<string, string>> = {}): Promise<Run> {
  doubles.push(double);
  const path = [double.bin, double.nodeFolder].join(':');
  return optimize(words, { cwd: project.root, env: { ...double.env, PATH: path, RAILWAY_API_TOKEN: `token-${CANARY}`, XDG_CACHE_HOME: join(double.bin, '../cache'), ...env } });
}

describe.each(Object.entries(COMMANDS))('optimize %s', (name, words) => {
  test.each(FAILURES.filter(([mode]) => WHOLE.includes(name) || TELLING.includes(mode)))('%s: exit code 2, what is wrong and what helps, nothing on stdout, nothing written', async (mode, _code, message, hint) => {
    const before = treeHash(project.root);
    const { exitCode, stdout, stderr } = await run(words, withDouble({ mode }));
    expect({ exitCode, stdout }, stderr).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr.trimEnd().split('\n').length).toBe(2);
    expect(stderr).not.toMatch(/canary|sk_live|at \w+ \(/);
    expect(treeHash(project.root)).toBe(before);
  });

  // explain is for people alone
  if (name !== 'explain') test('--json says it on stdout too', async () => {
    const { exitCode, stdout } = await run([...words, '--json'], withDouble({ mode: 'not-logged-in' }));
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toEqual({ ok: false, error: { code: 'railway-login', message: expect.stringContaining('Unauthorized') as unknown, hint: expect.stringContaining('railway login') as unknown } });
  });

  test('without the CLI it says how to install it', async () => {
    const before = treeHash(project.root);
    const { exitCode, stdout, stderr } = await run(words, withDouble(), { PATH: '' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^the railway CLI is not installed\ninstall it: npm i -g @railway\/cli, or another way of https:\/\/docs\.railway\.com\/cli/);
    expect(treeHash(project.root)).toBe(before);
  });
});

test('what is too slow is ended after the time that was given', async () => {
  const double = withDouble({ mode: 'slow' });
  const { exitCode, stderr } = await run(['railway', 'status', '--railway-timeout', '1'], double, timeIsUp(double, 1));
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^railway environment list took longer than 1 second and was ended\n/);
  const [asked] = double.calls();
  await eventually(() => !isAlive(asked?.pid ?? 0), () => 'the CLI goes on');
});

test('each failure has its code for programs', async () => {
  const codes = await Promise.all(FAILURES.map(async ([mode]) => [mode, (JSON.parse((await run(['railway', 'status', '--json'], withDouble({ mode }))).stdout) as { error: { code: string } }).error.code]));
  expect(codes).toEqual(FAILURES.map(([mode, code]) => [mode, code]));
});

test('a plain scan asks nobody', async () => {
  const double = withDouble();
  expect((await run(['scan'], double)).exitCode).not.toBe(2);
  expect(double.allCalls()).toEqual([]);
});
