import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program that was run to its end, and what everybody on the machine could see of it meanwhile. */
export interface WatchedRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Argument lists of the processes that ran in its tree, as the system showed them, each once, with blanks between the words; some of those that lived shortly are missing, and all where the system does not tell. */
  readonly argumentLists: ReadonlySet<string>;
  /** Argument lists of all processes that a Node program started itself, in the order of their starts. */
  readonly started: readonly (readonly string[])[];
}

export interface WatchedOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it is to be interrupted now, as by Ctrl-C; asked all the time until it says so. */
  readonly interrupts?: (() => boolean) | undefined;
}

const EVERY_MILLISECONDS = 15;
const SPY = fileURLToPath(new URL('spy.cjs', import.meta.url));

/** Runs a program, looks at the argument lists of its processes all the time, and has it write down those that it starts. */
export async function watchedRun(program: string, words: readonly string[], options: WatchedOptions): Promise<WatchedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-started-'));
  const file = join(folder, 'started.jsonl');
  try {
    const env = { ...options.env, CANARY_STARTED: file, NODE_OPTIONS: `--require="${SPY}"` };
    const run = await watch(program, words, { ...options, env });
    return { ...run, started: existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as readonly string[]) : [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function watch(program: string, words: readonly string[], { cwd, env, interrupts }: WatchedOptions): Promise<Omit<WatchedRun, 'started'>> {
  const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const argumentLists = new Set<string>();
  let isInterrupted = false;
  const looking = setInterval(() => {
    look(child.pid, argumentLists);
    if (!isInterrupted && interrupts?.() === true) isInterrupted = child.kill('SIGINT');
  }, EVERY_MILLISECONDS);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(looking);
  return { exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), argumentLists };
}

/** Adds the argument lists of a process and of all below it. */
function look(pid: number | string | undefined, found: Set<string>): void {
  if (pid === undefined) return;
  const line = readProcess(`${pid}/cmdline`).replaceAll('\0', ' ').trim();
  if (line !== '') found.add(line);
  for (const child of readProcess(`${pid}/task/${pid}/children`).split(' ').filter(Boolean)) look(child, found);
}

/** A file of a process; nothing of one that is gone, or where the system has no such files. */
function readProcess(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return '';
  }
}
