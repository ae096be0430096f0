import { describe, expect, it } from 'vitest';
import { BIN } from './support/cli.ts';
import { openTerminal, WITHOUT_TMUX } from './support/terminal.ts';

const PROJECT = new URL('./projects/fastapi-railway', import.meta.url).pathname;
// oxlint-disable no-control-regex -- the colours of a captured screen
const INVERSE = /\u001b\[(\d+;)*7m/;
const RED = /\u001b\[(\d+;)*31m/;

/** Runs a scan in a real terminal of some columns, high enough for all of it, and gives the screen with its colours. */
function screenOf(columns: number, environment = ''): readonly string[] {
  const terminal = openTerminal({ columns, rows: 400, command: `${environment} ${process.execPath} ${BIN} scan ${PROJECT} --as-of 2026-11-22; echo DONE` });
  try {
    terminal.waitFor(/^DONE$/m);
    return terminal.coloured().split('\n');
  } finally {
    terminal.close();
  }
}

const plain = (line: string): string => line.replaceAll(/\u001b\[[0-9;]*m/g, '');

describe.skipIf(WITHOUT_TMUX)('in a real terminal (skipped without tmux)', () => {
  for (const columns of [40, 80, 120]) {
    it(`of ${columns} columns no line is broken by the terminal`, () => {
      const screen = screenOf(columns);
      const lines = screen.map(plain);
      expect(lines.some((line) => line.includes('can open 264'))).toBe(true);
      const bar = screen.findIndex((line) => INVERSE.test(line));
      expect(bar, 'the status bar is inverse').toBeGreaterThan(0);
      expect(plain(screen[bar + 1] ?? '').trim()).toMatch(/^(DONE)?$/);
      expect(screen.join('')).toMatch(RED);
    });
  }

  it('NO_COLOR leaves no colour', () => {
    const screen = screenOf(80, 'NO_COLOR=1').join('');
    expect(screen).toContain('can open 264');
    expect(screen).not.toMatch(RED);
  });
});
