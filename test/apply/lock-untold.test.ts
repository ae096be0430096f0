import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { holdLock, isLocked } from '../../src/apply/lock.ts';
import { scratchFolder } from '../support/scratch.ts';

// A system that does not tell when a process started.
vi.mock(import('node:fs'), async (original) => {
  const real = await original();
  const readFileSync = ((path: string, encoding: 'utf8') => {
    if (path.startsWith('/proc/')) throw new Error('there is no such file');
    return real.readFileSync(path, encoding);
  }) as typeof real.readFileSync;
  return { ...real, readFileSync };
});

it('a lock keeps others out for as long as its holder shows itself, since another process may have its number by now', () => {
  const folder = scratchFolder('lock');
  try {
    const release = holdLock(folder);
    expect(isLocked(folder)).toBe(true);
    utimesSync(join(folder, 'lock-1'), 0, 0);
    expect(isLocked(folder)).toBe(false);
    release();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
