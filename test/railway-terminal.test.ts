import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BIN, makeProject, optimize } from './support/cli.ts';
import { makeRepository } from './support/git-repository.ts';
import { withDouble, type Double } from './support/railway-double.ts';
import { openTerminal, WITHOUT_TMUX, type Terminal } from './support/terminal.ts';

const FILES = { 'site/Procfile': 'web: gunicorn shop.wsgi\n', 'tools/Procfile': 'worker: python run.py\n' };

describe.skipIf(WITHOUT_TMUX)('asking in a real terminal which service is which (skipped without tmux)', () => {
  const made: { readonly remove: () => void }[] = [];
  const terminals: Terminal[] = [];
  afterEach(() => {
    for (const terminal of terminals.splice(0)) terminal.close();
    for (const each of made.splice(0)) each.remove();
  });

  function double(): Double {
    const own = withDouble();
    made.push(own);
    return own;
  }

  function status(root: string, { env }: Double, words = ''): Terminal {
    const variables = Object.entries(env).map(([name, value]) => `${name}="${value}"`).join(' ');
    const terminal = openTerminal({ columns: 80, rows: 50, command: `cd ${root} && env ${variables} ${process.execPath} ${BIN} railway status ${words}; echo "ended with $?"` });
    terminals.push(terminal);
    return terminal;
  }

  it('asks once, shows what it writes, and takes it back', async () => {
    const project = makeProject(FILES);
    made.push(project);
    const own = double();
    const terminal = status(project.root, own);
    expect(terminal.waitFor(/Which service is site \(site\/\) on Railway[^]*leave it open/)).toMatch(/❯ web\n {2}worker\n {2}none of them\n {2}leave it open/);
    terminal.keys('Down', 'Enter');
    expect(terminal.waitFor(/Which service is tools \(tools\/\) on Railway[^]*leave it open/)).not.toMatch(/^(❯| ) worker$/m);
    terminal.keys('Down', 'Enter');
    expect(terminal.waitFor(/Write this\?/)).toMatch(/ {2}services:\n {4}site:\n {6}railway: worker\n {4}tools:\n {6}railway: false\n/);
    terminal.keys('Enter');
    terminal.waitFor(/wrote +optimize\.yaml[^]*`optimize undo` takes it back[^]*ended with 0/);
    expect(readFileSync(join(project.root, 'optimize.yaml'), 'utf8')).toContain('railway: worker');
    const again = status(project.root, own);
    expect(again.waitFor(/ended with 0/)).not.toContain('Which service');
    expect((await optimize(['undo', project.root])).stdout).toContain('optimize.yaml');
    expect(() => readFileSync(join(project.root, 'optimize.yaml'))).toThrow();
  });

  it('writes above the project where the configuration is, and keeps the rest of it', async () => {
    const text = '# ours\r\nedition: 2026.1\r\n';
    const repo = makeRepository({ 'optimize.yaml': text, 'shop/site/Procfile': FILES['site/Procfile'], 'shop/tools/Procfile': FILES['tools/Procfile'] });
    made.push(repo);
    const terminal = status(join(repo.root, 'shop'), double());
    terminal.waitFor(/Which service is site[^]*leave it open/);
    terminal.keys('Enter');
    terminal.waitFor(/Which service is tools[^]*leave it open/);
    terminal.keys('Up', 'Enter'); // leave it open
    terminal.waitFor(/\+ {4}railway: web[^]*Write this\?/);
    terminal.keys('Enter');
    expect(terminal.waitFor(/ended with 0/)).toContain('`optimize undo ..` takes it back');
    expect(readFileSync(join(repo.root, 'optimize.yaml'), 'utf8')).toBe(`${text}services:\r\n  site:\r\n    railway: web\r\n`);
    expect((await optimize(['undo', '..'], { cwd: join(repo.root, 'shop') })).exitCode).toBe(0);
    expect(readFileSync(join(repo.root, 'optimize.yaml'), 'utf8')).toBe(text);
  });

  it('writes nothing on Ctrl-C, without a yes, and without a configuration', () => {
    const project = makeProject(FILES);
    made.push(project);
    const own = double();
    const broken = status(project.root, own);
    broken.waitFor(/Which service is site[^]*leave it open/);
    broken.keys('C-c');
    expect(broken.waitFor(/ended with 130/)).toContain('nothing is written');
    const refused = status(project.root, own);
    refused.waitFor(/Which service is site[^]*leave it open/);
    refused.keys('Enter');
    refused.waitFor(/Which service is tools[^]*leave it open/);
    refused.keys('Enter');
    refused.waitFor(/Write this\?/);
    refused.keys('n', 'Enter');
    expect(refused.waitFor(/ended with 0/)).toContain('nothing is written');
    expect(status(project.root, own, '--no-config').waitFor(/ended with 0/)).not.toContain('Which service');
    expect(() => readFileSync(join(project.root, 'optimize.yaml'))).toThrow();
  });
});
