import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BIN, makeProject } from './support/cli.ts';
import { pointsOf } from './support/points.ts';
import { openTerminal, WITHOUT_TMUX, type Terminal } from './support/terminal.ts';

const PROCFILE = '# one process\nweb:   gunicorn shop:shop --bind 127.0.0.1:$PORT --timeout 77\n';
const FILES = {
  Procfile: PROCFILE,
  'requirements.txt': 'flask==3.1.3\ngunicorn==26.2.0\nopentelemetry-distro==0.59b0\nopentelemetry-instrumentation-flask==0.59b0\n',
  'shop.py': 'from flask import Flask\nfrom opentelemetry.instrumentation.flask import FlaskInstrumentor\n\nshop = Flask(__name__)\nFlaskInstrumentor().instrument_app(shop)\n\n\n@shop.get("/alive")\ndef alive():\n    return {}\n',
};

describe.skipIf(WITHOUT_TMUX)('fixing in a real terminal (skipped without tmux)', () => {
  const project = makeProject({});
  const opened: { terminal?: Terminal; remove?: () => void } = {};
  project.remove();

  afterEach(() => {
    opened.terminal?.close();
    opened.remove?.();
  });

  function fix(columns = 80, files: Readonly<Record<string, string>> = FILES, words = ''): { readonly terminal: Terminal; readonly procfile: () => string } {
    const { root, remove } = makeProject(files);
    const terminal = openTerminal({ columns, rows: 30, command: `${process.execPath} ${BIN} fix ${root} --as-of 2026-11-22 ${words}; echo "ended with $?"` });
    Object.assign(opened, { terminal, remove });
    return { terminal, procfile: () => readFileSync(join(root, 'Procfile'), 'utf8') };
  }

  it('ticks the safe fix, asks what a fix wants to know, and writes after a last question', () => {
    const { terminal, procfile } = fix();
    const list = terminal.waitFor(/1 of 2 fixes chosen[^]*q leave/);
    expect(list).toMatch(new RegExp(`❯? *◉ +\\+${pointsOf('network/bind-address')} +Listen on 0\\.0\\.0\\.0`));
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
    terminal.waitFor(/fixes chosen[^]*q leave/);
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
    expect(terminal.waitFor(/❯ ◯[^]*q leave/)).toContain('◉');
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
      const screen = terminal.waitFor(/fixes chosen[^]*q leave/);
      const lines = screen.split('\n').filter((line) => line.trim() !== '');
      expect(lines.filter((line) => line.includes('◉') || line.includes('◯'))).toHaveLength(2);
      expect(lines.some((line) => line.startsWith('space choose'))).toBe(true);
      expect(lines.at(-1)).toMatch(/q leave$/);
    });
  }

  it('draws the list anew when the terminal gets another size', () => {
    const { terminal } = fix();
    terminal.waitFor(/fixes chosen/);
    terminal.resize(46, 18);
    const narrow = terminal.waitFor(/fixes chosen {2,20}\d[^]*q leave/).split('\n').filter((line) => line.trim() !== '');
    expect(narrow[0]).toMatch(/^ 1 of 2 fixes chosen/);
    expect(narrow.filter((line) => /[◉◯]/.test(line))).toHaveLength(2);
    terminal.resize(100, 30);
    const wide = terminal.waitFor(/fixes chosen {50,}\d[^]*q leave/).split('\n').filter((line) => line.trim() !== '');
    expect(wide.filter((line) => line.includes('fixes chosen'))).toHaveLength(1);
    terminal.keys('q');
    terminal.waitFor(/ended with 0/);
  });

  it('shows a whole line of a diff, however long, and no control character of it', () => {
    const code = 'import time\r\n\r\nfrom fastapi import FastAPI\r\n\r\napi = FastAPI()\r\n\r\n\r\n@api.get("/up")\r\nasync def up():\r\n'
      + `\ttime.sleep(2)  # \u001b[31m${'世界'.repeat(30)}${' on'.repeat(30)} END\r\n\treturn {}\r\n`;
    const { terminal } = fix(60, { Procfile: 'web: uvicorn ledger:api --host 0.0.0.0 --port $PORT\n', 'requirements.txt': 'fastapi==0.118.3\nuvicorn==0.37.0\n', 'ledger.py': code });
    terminal.waitFor(/fixes chosen/);
    terminal.keys('p');
    terminal.waitFor(/p back/);
    terminal.keys('PageDown');
    const screen = terminal.waitFor(/END\n[^]*END\n[^]*p back/);
    expect(screen.split('\n').filter((line) => line.endsWith('END'))).toHaveLength(2);
    expect(screen).toContain('\uFFFD[31m世界');
    terminal.keys('C-c');
    terminal.waitFor(/ended with 130/);
  });

  it('says that a rule is unknown, and lists nothing', () => {
    const { terminal } = fix(80, FILES, '--rule no/rule');
    expect(terminal.waitFor(/ended with 2/)).toContain('there is no rule no/rule');
  });
});
