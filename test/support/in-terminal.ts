import { execa } from 'execa';
import { fileURLToPath } from 'node:url';
import { BIN } from './cli.ts';
import { PYTHON } from './real-tools.ts';

const HELPER = fileURLToPath(new URL('in-terminal.py', import.meta.url));

/** What a run in a terminal gave. */
export interface TerminalRun {
  /** As a shell sees it: 130 also where Ctrl-C killed it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether the terminal is set as it was before. */
  readonly isSane: boolean;
}

/** Runs the built program in a terminal of 80 columns, stderr apart; presses Ctrl-C once stderr shows a text. */
export async function inTerminal(
  words: readonly string[], { cwd, env = {}, pressWhen }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly pressWhen?: string },
): Promise<TerminalRun> {
  const task = {
    words: [process.execPath, BIN, ...words], cwd, pressWhen,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', TERM: 'xterm-256color', ...env },
  };
  const { stdout } = await execa(PYTHON, [HELPER], { input: JSON.stringify(task) });
  return JSON.parse(stdout) as TerminalRun;
}
