import { execaSync } from 'execa';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HANG_LIMIT } from './hang-limit.ts';
import { isMissing } from './real-tools.ts';

/** For `describe.skipIf`: without tmux, on a machine that need not have it. */
export const WITHOUT_TMUX = isMissing('tmux');

/** A program in a real terminal (tmux). */
export interface Terminal {
  /** Presses keys, by tmux's names: `Enter`, `C-c`, `p`. */
  keys(...names: readonly string[]): void;
  /**
   * The screen once it shows something, without colours. Throws when it never does. A screen is drawn piece by piece: the pattern has to
   * end with the last that a test looks at.
   */
  waitFor(pattern: RegExp): string;
  /** What it shows now, with its colours. */
  coloured(): string;
  /** Gives it another size, as a person does who drags the window. */
  resize(columns: number, rows: number): void;
  close(): void;
}

/** Opens a terminal of a size and runs a command of the shell in it; it stays open after the command. */
export function openTerminal({ columns, rows, command }: { readonly columns: number; readonly rows: number; readonly command: string }): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-tmux-'));
  // UTF-8 whatever the locale of the machine is, and a server of its own
  const tmux = (...words: readonly string[]) => execaSync('tmux', ['-u', '-S', join(folder, 'socket'), ...words], { env: { TERM: 'xterm-256color', CI: '' } }).stdout;
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), '-s', 'test', `env -u CI sh -c '${command}; tail -f /dev/null'`);
  return {
    keys: (...names) => { for (const name of names) tmux('send-keys', '-t', 'test', '--', name); },
    waitFor: (pattern) => {
      for (const end = performance.now() + HANG_LIMIT; ; execaSync('sleep', ['0.1'])) {
        const screen = tmux('capture-pane', '-p', '-t', 'test');
        if (pattern.test(screen)) return screen;
        if (performance.now() > end) throw new Error(`the screen never showed ${String(pattern)}:\n${screen}`);
      }
    },
    coloured: () => tmux('capture-pane', '-e', '-p', '-t', 'test'),
    resize: (width, height) => { tmux('resize-window', '-t', 'test', '-x', String(width), '-y', String(height)); },
    close: () => {
      execaSync('tmux', ['-S', join(folder, 'socket'), 'kill-server'], { reject: false });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
