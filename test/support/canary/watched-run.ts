import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A program that was run to its end, and what everybody on the machine could see of it meanwhile. */
export interface WatchedRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Argument lists of the processes that ran in its tree, each once, with blanks between the words; none where the system does not tell. */
  readonly argumentLists: ReadonlySet<string>;
}

export interface WatchedOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it is to be interrupted now, as by Ctrl-C; asked all the time until it says so. */
  readonly interrupts?: (() => boolean) | undefined;
}

const EVERY_MILLISECONDS = 15;

/** Runs a program and looks at the argument lists of its processes all the time. */
export async function watchedRun(program: string, words: readonly string[], { cwd, env, interrupts }: WatchedOptions): Promise<WatchedRun> {
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
