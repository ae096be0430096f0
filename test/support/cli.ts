import { execa } from 'execa';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HANG_LIMIT } from './hang-limit.ts';

const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BIN = join(PROJECT_ROOT, 'bin/run.js');

/** What a run of the program gave. */
export interface Run {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** How the program is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
  /** Words before the command: a program that starts it. */
  readonly before?: readonly string[];
}

/** The day of every run for which a test names no other: what a report says depends on it. */
const AS_OF = '2026-11-22';

/** Runs the built program as a user would: in a pipe, without colour, without CI. */
export async function optimize(words: readonly string[], options: RunOptions = {}): Promise<Run> {
  const [program = '', ...rest] = [...(options.before ?? []), process.execPath, ...(options.nodeFlags ?? []), BIN, ...words];
  const result = await execa(program, rest, {
    cwd: options.cwd ?? PROJECT_ROOT, reject: false, stdin: 'ignore', timeout: HANG_LIMIT, extendEnv: false,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', OPTIMIZE_AS_OF: AS_OF, ...options.env },
    stripFinalNewline: false, maxBuffer: 200_000_000,
  });
  return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr, timedOut: result.timedOut };
}

/** A folder with files that is removed at the end; texts or bytes by path. */
export function makeProject(files: Readonly<Record<string, string | Buffer>>): { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'optimize-test-'));
  writeFiles(root, files);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Writes files into a folder, and makes the folders that they lie in. */
export function writeFiles(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
