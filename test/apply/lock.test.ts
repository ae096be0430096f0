import { readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
