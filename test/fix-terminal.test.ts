import { execaSync } from 'execa';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BIN, makeProject } from './support/cli.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

const isRequired = Boolean(process.env['CI']) || process.env['OPTIMIZE_REQUIRE_TOOLS'] === '1';
const hasTmux = execaSync('tmux', ['-V'], { reject: false }).exitCode === 0;

const PROCFILE = '# one process\nweb:   gunicorn shop:shop --bind 127.0.0.1:$PORT --timeout 77\n';
const FILES = {
  Procfile: PROCFILE,
  'requirements.txt': 'flask==3.1.3\ngunicorn==26.2.0\n',
  'shop.py': 'from flask import Flask\n\nshop = Flask(__name__)\n\n\n@shop.get("/alive")\ndef alive():\n    return {}\n',
};

describe.skipIf(!hasTmux && !isRequired)('fixing in a real terminal (skipped without tmux)', () => {
  const project = makeProject({});
  const opened: { terminal?: Terminal; remove?: () => void } = {};
  project.remove();

  afterEach(() => {
    opened.terminal?.close();
    opened.remove?.();
  });

  function fix(columns = 80): { readonly terminal: Terminal; readonly procfile: () => string } {
    const { root, remove } = makeProject(FILES);
    const terminal = openTerminal({ columns, rows: 30, command: `${process.execPath} ${BIN} fix ${root} --as-of 2026-11-22; echo "ended with $?"` });
    Object.assign(opened, { terminal, remove });
    return { terminal, procfile: () => readFileSync(join(root, 'Procfile'), 'utf8') };
  }

  it('ticks the safe fix, asks what a fix wants to know, and writes after a last question', () => {
    const { terminal, procfile } = fix();
    const list = terminal.waitFor(/1 of 2 fixes chosen/);
    expect(list).toMatch(/❯? *◉ +\+5 +Listen on 0\.0\.0\.0/);
    expect(list).toMatch(/◯ .*review/);
    terminal.keys('r', 'Enter');
    terminal.waitFor(/\? .*threads/i);
    terminal.keys('Down', 'Enter'); // 4 is proposed, 8 comes after it
    terminal.waitFor(/Write this file\?/);
    expect(procfile()).toBe(PROCFILE);
    terminal.keys('Enter');
    terminal.waitFor(/ended with 0/);
    expect(procfile()).toContain('--threads 8');
    expect(procfile()).toContain('--bind 0.0.0.0:$PORT');
  });

  it('shows the diff of a line with p, and writes nothing when it is left', () => {
    const { terminal, procfile } = fix();
    terminal.waitFor(/fixes chosen/);
    terminal.keys('p');
    expect(terminal.waitFor(/p back/)).toContain('+web:   gunicorn shop:shop --bind 0.0.0.0:$PORT --timeout 77');
    terminal.keys('p');
    terminal.waitFor(/fixes chosen/);
    terminal.keys('q');
    expect(terminal.waitFor(/ended with 0/)).toContain('nothing is written');
    expect(procfile()).toBe(PROCFILE);
  });

  it('takes and leaves all fixes of a rule or a service at once', () => {
    const { terminal } = fix();
    terminal.waitFor(/1 of 2 fixes chosen/);
    terminal.keys('s');
    terminal.waitFor(/2 of 2 fixes chosen/);
    terminal.keys('t');
    terminal.waitFor(/1 of 2 fixes chosen/);
    expect(terminal.waitFor(/❯ ◯/)).toContain('◉');
    terminal.keys('s', 's');
    terminal.waitFor(/0 of 2 fixes chosen/);
  });

  it('ends with 130 on Ctrl-C, at the list and at the last question, with everything as it was', () => {
    const { terminal, procfile } = fix();
    terminal.waitFor(/fixes chosen/);
    terminal.keys('C-c');
    terminal.waitFor(/ended with 130/);
    const again = fix();
    again.terminal.waitFor(/fixes chosen/);
    again.terminal.keys('Enter');
    again.terminal.waitFor(/Write this file\?/);
    again.terminal.keys('C-c');
    again.terminal.waitFor(/ended with 130/);
    expect(procfile()).toBe(PROCFILE);
    expect(again.procfile()).toBe(PROCFILE);
  });

  for (const columns of [40, 120]) {
    it(`breaks no line in ${columns} columns`, () => {
      const { terminal } = fix(columns);
      const screen = terminal.waitFor(/fixes chosen/);
      const lines = screen.split('\n').filter((line) => line.trim() !== '');
      expect(lines.filter((line) => line.includes('◉') || line.includes('◯'))).toHaveLength(2);
      expect(lines.some((line) => line.startsWith('space choose'))).toBe(true);
      expect(lines.at(-1)).toMatch(/q leave$/);
    });
  }
});
