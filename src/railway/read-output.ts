import type { ChildProcess } from 'node:child_process';

/** What a program prints, while it runs and after it. */
export interface Output {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** True where it printed more than is read. */
  readonly isTooMuch: () => boolean;
  /** Nothing more is waited for. */
  readonly close: () => void;
}

/** Bytes of stdout that are read; a project of hundreds of services prints less than a tenth. */
const LARGEST_ANSWER = 64 * 1024 * 1024;
/** Bytes of stderr that are kept; what comes after them is read and let go. */
const LARGEST_COMPLAINT = 64 * 1024;
/** Milliseconds that what a program has started may hold its output open after its end: then nobody waits for it. */
const PATIENCE = 1_000;

/** Reads what a program prints. `end` is called where it is too much. Built by hand: the errors of a library repeat all of it, in more memory than there may be. */
export function readOutput(child: Pick<ChildProcess, 'stdout' | 'stderr' | 'once'>, end: () => void): Output {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let answered = 0;
  let complained = 0;
  let left: NodeJS.Timeout | undefined;
  child.stdout?.on('data', (chunk: Buffer) => {
    if (answered > LARGEST_ANSWER) return;
    answered += chunk.length;
    stdout.push(chunk);
    if (answered > LARGEST_ANSWER) end();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    if (complained < LARGEST_COMPLAINT) stderr.push(chunk.subarray(0, LARGEST_COMPLAINT - complained));
    complained += chunk.length;
  });
  child.once('exit', () => {
    left = setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, PATIENCE);
  });
  return {
    stdout: () => Buffer.concat(stdout).toString(), stderr: () => Buffer.concat(stderr).toString(), isTooMuch: () => answered > LARGEST_ANSWER, close: () => clearTimeout(left),
  };
}
