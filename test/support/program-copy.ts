import { cpSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN } from './cli.ts';

/** What the built program needs beside its packages. */
const PARTS = ['bin', 'dist', 'templates', 'package.json', 'oclif.manifest.json'];

/** The built program in a folder of its own. */
export interface ProgramCopy {
  readonly root: string;
  /** The script that starts it. */
  readonly bin: string;
  readonly remove: () => void;
}

/** Copies the built program, so that a test can change it, or goes on with it while another build takes its place. */
export function copyProgram(): ProgramCopy {
  const from = join(BIN, '../..');
  const root = mkdtempSync(join(tmpdir(), 'optimize-program-'));
  const build = () => statSync(join(from, 'dist')).ino;
  for (let before = 0; before !== build();) { // a build that ends meanwhile leaves halves of two
    before = build();
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    for (const name of PARTS) cpSync(join(from, name), join(root, name), { recursive: true });
  }
  symlinkSync(join(from, 'node_modules'), join(root, 'node_modules'));
  return { root, bin: join(root, 'bin/run.js'), remove: () => rmSync(root, { recursive: true, force: true }) };
}
