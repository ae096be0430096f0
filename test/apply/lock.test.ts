import { execa } from 'execa';
import { readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { thisProcess } from '../../src/apply/holder.ts';
import { checkFree, holdLock, isLocked } from '../../src/apply/lock.ts';
import { scratchFolder } from '../support/scratch.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = scratchFolder('lock');
  lock = join(folder, 'lock-1');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const PATIENCE = { timeout: 60_000, interval: 20 };

describe('a lock that is held for long', () => {
  const isOld = (): boolean => statSync(lock).mtimeMs === 0;

  it('shows that its holder goes on, until it is given back', () => {
    const release = holdLock(folder);
    utimesSync(lock, 0, 0);
    vi.advanceTimersByTime(60_000);
    expect(isOld()).toBe(false);
    release();
    utimesSync(lock, 0, 0);
    vi.advanceTimersByTime(120_000);
    expect(isOld()).toBe(true);
  });

  it('keeps out who cannot ask whether its holder lives', () => {
    holdLock(folder);
    writeFileSync(lock, JSON.stringify({ ...JSON.parse(readFileSync(lock, 'utf8')) as object, place: 'another container' }));
    expect(() => checkFree(folder, 'somebody is at it')).toThrow(/^somebody is at it \(process \d+\)$/);
    utimesSync(lock, 0, 0);
    expect(isLocked(folder)).toBe(false);
    vi.advanceTimersByTime(60_000);
    expect(isLocked(folder)).toBe(true);
  });
});

it('a lock of a process that is dead, and one of a process that has its number by now, keep nobody out', () => {
  const release = holdLock(folder);
  const mine = JSON.parse(readFileSync(lock, 'utf8')) as object;
  release();
  for (const other of [{ pid: 4_194_305 }, { started: '1' }]) { // Linux gives no such number
    writeFileSync(lock, JSON.stringify({ ...mine, ...other }));
    expect(isLocked(folder)).toBe(false);
  }
  holdLock(folder)();
  expect(readdirSync(folder)).toEqual(['lock-2']);
});

it.skipIf(process.platform !== 'linux')('a lock of a process that is dead, and whose parent never asks for it, keeps nobody out', async () => {
  const parent = execa('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60']);
  const wordsOf = (pid: number | undefined): readonly string[] => readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8').split(/[ ()]+/);
  try {
    const pid = Number((await parent.iterable()[Symbol.asyncIterator]().next()).value);
    await vi.waitFor(() => { expect(wordsOf(parent.pid)[1]).toBe('sleep'); }, PATIENCE); // from now on nobody asks
    process.kill(pid);
    await vi.waitFor(() => { expect(wordsOf(pid)[2]).toBe('Z'); }, PATIENCE);
    holdLock(folder)();
    writeFileSync(lock, JSON.stringify({ ...thisProcess(), pid, started: wordsOf(pid)[21] }));
    expect(isLocked(folder)).toBe(false);
  } finally {
    parent.kill();
    await parent.catch(() => undefined);
  }
});
