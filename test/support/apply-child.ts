import { execa } from 'execa';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangedFile } from '../../src/model/changed-file.ts';

/** Who the process is, where it may be chosen. */
interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

const PROGRAM = `
import { readFileSync } from 'node:fs';
const [, , bundle, root, files] = process.argv;
const { applyFiles, recover } = await import(bundle);
const list = JSON.parse(readFileSync(files, 'utf8'));
await recover(root); // as a fix does; git and what runs it are warm then
process.stdout.write('ready\\n');
try {
  await applyFiles(root, list, { title: 'Fix of a child', version: '0.1.0' });
  process.stdout.write('done\\n');
} catch (error) {
  process.stdout.write(error.message + '\\n' + (error.hint ?? error.stack) + '\\n');
}`;

/** Writes what startApply needs beside the bundle: the program, and the files to change. */
export function prepareChild(bundle: string, files: readonly ChangedFile[]): { readonly program: string; readonly list: string } {
  const [program, list] = [join(dirname(bundle), 'child.mjs'), join(dirname(bundle), 'files.json')];
  writeFileSync(program, PROGRAM);
  writeFileSync(list, JSON.stringify(files));
  return { program, list };
}

/** A process of its own that applies the prepared files: it says `ready`, then `done` or what is against it. */
export function startApply(bundle: string, root: string, environment: Readonly<Record<string, string>>, identity: Identity = {}) {
  return execa(process.execPath, [join(dirname(bundle), 'child.mjs'), bundle, root, join(dirname(bundle), 'files.json')], {
    reject: false, extendEnv: false, env: { PATH: process.env['PATH'] ?? '', ...environment }, ...identity,
  });
}
