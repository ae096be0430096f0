import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIN } from '../support/cli.ts';
import { plannedShop, type PlannedShop } from '../support/planned-shop.ts';
import { openTerminal, WITHOUT_TMUX, type Terminal } from '../support/terminal.ts';

describe.skipIf(WITHOUT_TMUX)('confirming a plan in a real terminal (skipped without tmux)', () => {
  let shop: PlannedShop;
  const terminals: Terminal[] = [];
  beforeEach(() => { shop = plannedShop(); });
  afterEach(() => {
    for (const terminal of terminals.splice(0)) terminal.close();
    shop.remove();
  });

  function apply(words: readonly string[]): Terminal {
    const variables = Object.entries(shop.env()).map(([name, value]) => `${name}="${value}"`).join(' ');
    const terminal = openTerminal({ columns: 80, rows: 60, command: `cd ${shop.root} && env ${variables} ${process.execPath} ${BIN} railway apply ${words.join(' ')}; echo "ended with $?"` });
    terminals.push(terminal);
    return terminal;
  }

  it('makes nothing for a wrong name, and all of it for the right one', async () => {
    const hash = await shop.hash();
    const wrong = apply([hash]);
    expect(wrong.waitFor(/Make these 3 steps in production of shop\?/)).toMatch(/3 {2}web\/variables\.GUNICORN_WORKERS +destructive, review, deploys/);
    wrong.keys('y', 'Enter');
    wrong.waitFor(/What web loses cannot be taken back\. Type its name to go on:/);
    wrong.keys('w', 'e', 'Enter');
    expect(wrong.waitFor(/ended with 2/)).toMatch(/web was not confirmed by its name\n+nothing was changed/);
    expect(shop.writes()).toEqual([]);
    const right = apply([hash]);
    right.waitFor(/Make these 3 steps/);
    right.keys('y', 'Enter');
    right.waitFor(/Type its name to go on:/);
    right.keys('w', 'e', 'b', 'Enter');
    right.waitFor(/3 of 3 steps made in production of shop[^]*ended with 0/);
    expect(shop.writes()).toHaveLength(3);
  });

  it('makes nothing without a yes, and asks for no name then', () => {
    const terminal = apply(['--step', 'web/variables.GUNICORN_WORKERS']);
    terminal.waitFor(/Make this step in production of shop\?/);
    terminal.keys('Enter');
    expect(terminal.waitFor(/ended with 0/)).toMatch(/nothing is changed/);
    expect(shop.writes()).toEqual([]);
  });

  it('makes nothing on Ctrl-C at a question', () => {
    const terminal = apply(['--step', 'web/variables.GUNICORN_WORKERS']);
    terminal.waitFor(/Make this step/);
    terminal.keys('C-c');
    expect(terminal.waitFor(/ended with 130/)).toContain('nothing is written');
    expect(shop.writes()).toEqual([]);
  });
});
