import { execaSync } from 'execa';

/** A program in a real terminal (tmux). */
export interface Terminal {
  /** Presses keys, by tmux's names: `Enter`, `C-c`, `p`. */
  keys(...names: readonly string[]): void;
  /** The screen once it shows something, without colours. Throws when it never does. */
  waitFor(pattern: RegExp): string;
  /** Gives it another size, as a person does who drags the window. */
  resize(columns: number, rows: number): void;
  close(): void;
}

let opened = 0;

/** Opens a terminal of a size and runs a command of the shell in it. */
export function openTerminal({ columns, rows, command }: { readonly columns: number; readonly rows: number; readonly command: string }): Terminal {
  opened += 1;
  const socket = `optimize-${process.pid}-${opened}`;
  const tmux = (...words: readonly string[]) => execaSync('tmux', ['-L', socket, ...words], { env: { TERM: 'xterm-256color', CI: '' } }).stdout;
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), '-s', 'test', `env -u CI sh -c '${command}; sleep 60'`);
  return {
    keys: (...names) => { for (const name of names) tmux('send-keys', '-t', 'test', '--', name); },
    waitFor: (pattern) => {
      let screen = '';
      for (let tries = 0; tries < 300; tries += 1) {
        screen = tmux('capture-pane', '-p', '-t', 'test');
        if (pattern.test(screen)) return screen;
        execaSync('sleep', ['0.1']);
      }
      throw new Error(`the screen never showed ${String(pattern)}:\n${screen}`);
    },
    resize: (width, height) => { tmux('resize-window', '-t', 'test', '-x', String(width), '-y', String(height)); },
    close: () => { execaSync('tmux', ['-L', socket, 'kill-server'], { reject: false }); },
  };
}
