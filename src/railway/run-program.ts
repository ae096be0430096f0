import { killTree } from './kill-tree.ts';

/** How a program is run. */
export interface ProgramCall {
  readonly path: string;
  readonly words: readonly string[];
  readonly cwd: string;
  /** What it reads on stdin; nothing by default. */
  readonly input?: string | undefined;
  /** Variables besides those of this process; undefined takes one away. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True for one that a first signal does not end. */
  readonly finishes?: boolean | undefined;
  /** Milliseconds after which it is ended. */
  readonly timeout: number;
}

/** How it ended. */
export interface ProgramEnd {
  readonly kind: 'ended' | 'not-started' | 'timeout' | 'too-much';
  readonly code: number | undefined;
  /** The signal that ended it. */
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Bytes of stdout that are read; a project of hundreds of services prints less than a tenth. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** Runs a program, without a shell, to its end or to its time, and with it whatever it has started. A failure is a value. */
export async function runProgram({ path, words, cwd, input, environment, timeout, finishes }: ProgramCall): Promise<ProgramEnd> {
  const { execa } = await import('execa');
  const isOnWindows = process.platform === 'win32';
  const child = execa(path, words, {
    cwd, env: environment, reject: false, stripFinalNewline: false, maxBuffer: LARGEST_ANSWER, windowsHide: true, cleanup: false,
    // A group of its own, so that the binary behind a script of npm is ended with it.
    detached: !isOnWindows, ...(input === undefined ? { stdin: 'ignore' } : { input }),
  });
  const tree = killTree(child.pid, { finishes: finishes ?? false });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    tree.end();
  }, timeout);
  const result = await child;
  clearTimeout(timer);
  const isTooMuch = result.isMaxBuffer;
  if (isTooMuch) tree.end();
  tree.forget();
  const isStarted = child.pid !== undefined;
  const kind = !isStarted ? 'not-started' : isLate ? 'timeout' : isTooMuch ? 'too-much' : 'ended';
  return { kind, code: result.exitCode, signal: result.signal, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
}
