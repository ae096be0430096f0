import { killTree } from './kill-tree.ts';
import { readOutput } from './read-output.ts';

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

/** Runs a program, without a shell, to its end or to its time, and with it whatever it has started. A failure is a value. */
export async function runProgram({ path, words, cwd, input, environment, timeout, finishes }: ProgramCall): Promise<ProgramEnd> {
  const { execa } = await import('execa');
  const isOnWindows = process.platform === 'win32';
  const child = execa(path, words, {
    cwd, env: environment, reject: false, buffer: false, windowsHide: true, cleanup: false,
    // A group of its own, so that the binary behind a script of npm is ended with it.
    detached: !isOnWindows, ...(input === undefined ? { stdin: 'ignore' } : { input }),
  });
  const tree = killTree(child.pid, { finishes: finishes ?? false });
  const said = readOutput(child, tree.end);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    tree.end();
  }, timeout);
  const result = await child;
  clearTimeout(timer);
  said.close();
  tree.forget();
  const isStarted = child.pid !== undefined;
  const kind = !isStarted ? 'not-started' : isLate ? 'timeout' : said.isTooMuch() ? 'too-much' : 'ended';
  return { kind, code: result.exitCode, signal: result.signal, stdout: said.stdout(), stderr: said.stderr() };
}
