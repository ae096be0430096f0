import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runProgram, type ProgramEnd } from '../../src/railway/run-program.ts';
import { eventually } from '../support/eventually.ts';
import { isAlive } from '../support/is-alive.ts';
import { start } from '../support/real-tools.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'optimize run ')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a shell script as the program. */
async function runScript(script: string, options: { readonly timeout?: number; readonly input?: string; readonly words?: readonly string[] } = {}): Promise<ProgramEnd> {
  const path = join(folder, 'railway');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return runProgram({ path, words: options.words ?? [], cwd: folder, environment: {}, timeout: options.timeout ?? 60_000, input: options.input });
}

const pidIn = (name: string): number => Number(readFileSync(join(folder, name), 'utf8'));

test('stdout and stderr are given apart, byte for byte, with the exit code', async () => {
  expect(await runScript("printf 'a\\r\\nb\\n\\n'; printf 'no\\n' >&2; exit 3")).toEqual({ kind: 'ended', code: 3, signal: undefined, stdout: 'a\r\nb\n\n', stderr: 'no\n' });
});

test('words are words: no shell reads them', async () => {
  const words = ['$HOME', '`id`', 'a b', "it's", '*', ''];
  expect((await runScript('printf "[%s]" "$@"', { words })).stdout).toBe("[$HOME][`id`][a b][it's][*][]");
});

test('stdin is what was given, or nothing', async () => {
  expect((await runScript('cat', { input: 'é\u0000\r\n' })).stdout).toBe('é\u0000\r\n');
  expect((await runScript('cat; echo end')).stdout).toBe('end\n');
});

test('a program that reads no stdin is no failure', async () => {
  expect(await runScript('exit 0', { input: 'x'.repeat(1_000_000) })).toMatchObject({ kind: 'ended', code: 0 });
});

test.skipIf(process.platform === 'darwin')('what a program leaves behind does not hold up its answer', async () => {
  const end = await runScript('setsid sleep 600 & echo $! > child; echo fine');
  expect(isAlive(pidIn('child'))).toBe(true);
  process.kill(pidIn('child'));
  expect(end).toMatchObject({ kind: 'ended', code: 0, stdout: 'fine\n' });
});

test('an endless answer is ended, whatever characters it consists of', async () => {
  expect(await runScript('exec cat /dev/zero')).toMatchObject({ kind: 'too-much' });
});

test('of an endless complaint the beginning is kept', async () => {
  const end = await runScript("echo why >&2; head -c 100000000 /dev/zero | tr '\\0' ' ' >&2; exit 1", { timeout: 60_000 });
  expect(end).toMatchObject({ kind: 'ended', code: 1, stdout: '' });
  expect(end.stderr.trim()).toBe('why');
  expect(end.stderr).toHaveLength(64 * 1024);
});

test('what takes too long is ended with all that it started', async () => {
  const end = await lateOnce('ready', 'sleep 600 & echo $! > child; echo $$ > own; : > ready; wait');
  expect(end).toMatchObject({ kind: 'timeout' });
  await until(() => !isAlive(pidIn('own')) && !isAlive(pidIn('child')));
});

test('what does not listen to being ended is ended by force', async () => {
  const end = await lateOnce('ready', "trap '' TERM; (trap '' TERM; : > ready; while :; do sleep 0.1; done) & echo $! > child; echo $$ > own; while :; do sleep 0.1; done");
  expect(end).toMatchObject({ kind: 'timeout' });
  await until(() => !isAlive(pidIn('own')) && !isAlive(pidIn('child')));
});

test('more than 64 MB of output end it', async () => {
  expect(await runScript('yes 0123456789abcdef')).toMatchObject({ kind: 'too-much' });
});

test('a program that is ended by a signal says which', async () => {
  expect(await runScript('kill -9 $$')).toMatchObject({ kind: 'ended', code: undefined, signal: 'SIGKILL' });
});

test('a file that is no program is said not to start', async () => {
  expect(await runProgram({ path: join(folder, 'nothing'), words: [], cwd: folder, environment: {}, timeout: 1000 })).toMatchObject({ kind: 'not-started' });
});

test('listeners are gone afterwards', async () => {
  const count = (): readonly number[] => ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => process.listenerCount(name));
  const before = count();
  await runScript('exit 0');
  await runScript('sleep 5', { timeout: 100 });
  expect(count()).toEqual(before);
});

test('it ends with us when we are interrupted', async () => {
  const path = join(folder, 'railway');
  writeFileSync(path, '#!/bin/sh\nsleep 60 &\necho $! > making\nmv making child\nwait\n');
  chmodSync(path, 0o755);
  const bundle = await rolldown({ input: fileURLToPath(new URL('../../src/railway/run-program.ts', import.meta.url)), platform: 'node', logLevel: 'silent' });
  await bundle.write({ file: join(folder, 'run-program.mjs'), format: 'esm', codeSplitting: false });
  await bundle.close();
  const call = { path, words: [], cwd: folder, environment: {}, timeout: 60_000 };
  writeFileSync(join(folder, 'ours.mjs'), `import { writeFileSync } from 'node:fs';
import { runProgram } from './run-program.mjs';
const timer = setInterval(() => { if (process.listenerCount('SIGINT') > 0) writeFileSync(${JSON.stringify(join(folder, 'listening'))}, ''); }, 20);
await runProgram(${JSON.stringify(call)});
clearInterval(timer);
`);
  const ours = start(process.execPath, [join(folder, 'ours.mjs')]);
  await until(() => existsSync(join(folder, 'child')) && existsSync(join(folder, 'listening')));
  ours.process.kill('SIGINT');
  expect(await ours.ended).toBe('SIGINT');
  await until(() => !isAlive(pidIn('child')));
});

/** Runs a script whose time is over once it has made a file. */
async function lateOnce(file: string, script: string): Promise<ProgramEnd> {
  const LIMIT = 3_600_000;
  const real = globalThis.setTimeout;
  const timers = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((act: () => void, milliseconds: number) => {
    if (milliseconds !== LIMIT) return real(act, milliseconds);
    void until(() => existsSync(join(folder, file))).then(act);
    return real(() => undefined, 0);
  }) as typeof setTimeout);
  try {
    return await runScript(script, { timeout: LIMIT });
  } finally {
    timers.mockRestore();
  }
}

/** Waits until something is so. */
const until = (isSo: () => boolean): Promise<void> => eventually(isSo);
