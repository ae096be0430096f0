import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { linkModules } from './real-tools.ts';

/** A folder of a test file whose programs may import the packages of the tools; it goes after the last test. Empty where tests are skipped. */
export function folderWithModules(isSkipped: boolean): string {
  if (isSkipped) return '';
  const folder = mkdtempSync(join(tmpdir(), 'optimize-modules-'));
  linkModules(folder);
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}
