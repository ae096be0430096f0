import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder in memory where the system has one: thousands of files that are written durably would take minutes on a disk. */
export function scratchFolder(name: string): string {
  return mkdtempSync(join(memory() ?? tmpdir(), `optimize-${name}-`));
}

function memory(): string | undefined {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK);
    return '/dev/shm';
  } catch {
    return undefined;
  }
}
