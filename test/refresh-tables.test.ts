import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeProject } from './support/cli.ts';

const SCRIPT = fileURLToPath(new URL('../scripts/refresh-tables.mjs', import.meta.url));
const DATA = fileURLToPath(new URL('../rules/data/', import.meta.url));
const LIFECYCLES = readFileSync(join(DATA, 'end-of-life.yaml'), 'utf8');

interface Table {
  readonly source: string;
  readonly lines: readonly { readonly line: string; readonly endOfLife: string }[];
}

/** A copy of the tables, and of sources that say the same but for what is given. */
function withSources(files: Readonly<Record<string, string>>): { readonly root: string; readonly remove: () => void } {
  const made = makeProject({ 'README.md': 'sources' });
  const products = join(made.root, 'sources/products');
  mkdirSync(products, { recursive: true });
  cpSync(DATA, join(made.root, 'data'), { recursive: true });
  for (const table of Object.values(parse(LIFECYCLES) as Record<string, Table>)) {
    const product = /([\w-]+)\.md$/.exec(table.source)?.[1] ?? '';
    const releases = table.lines.map(({ line, endOfLife }) => `- releaseCycle: "${line}"\n  lts: true\n  eol: ${endOfLife}\n  eoes: ${endOfLife}\n`);
    writeFileSync(join(products, `${product}.md`), `---\ntitle: ${product}\nreleases:\n${releases.join('')}---\n\nText.\n`);
  }
  for (const [path, text] of Object.entries(files)) writeFileSync(join(made.root, 'sources', path), text);
  return made;
}

function refresh(root: string, ...options: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const words = [SCRIPT, join(root, 'sources'), '--tables', join(root, 'data'), ...options];
  return spawnSync(process.execPath, words, { encoding: 'utf8' });
}

const NEXT = ['--checked', '2027-02-03', '--commit', 'abcdef1'];

describe('refresh-tables', () => {
  it('changes nothing but day and commit where the sources say the same, for every table', () => {
    const { root, remove } = withSources({ 'schedule.json': '{"v26": {"lts": "2026-10-28", "end": "2029-04-30"}}' });
    const run = refresh(root, ...NEXT);
    const text = readFileSync(join(root, 'data/end-of-life.yaml'), 'utf8');
    remove();
    expect(run).toMatchObject({ status: 0, stdout: 'nothing changed but the day\n' });
    expect(text).toBe(LIFECYCLES.replaceAll('2026-11-22"', '2027-02-03"').replaceAll(/blob\/[0-9a-f]{40}/g, 'blob/abcdef1'));
  });

  it('writes new lines and dates, keeps comments, and says what changed', () => {
    const python = ['3.15: 2031-10-31', '3.14: 2030-11-30', '3.13: 2029-10-31', '3.9: false'].map((row) => row.split(': '))
      .map(([line, end]) => `- releaseCycle: "${line}"\n  eol: ${end}\n`).join('');
    const { root, remove } = withSources({
      'products/python.md': `---\ntitle: Python\nreleases:\n${python}---\n`,
      'release-cycle.json': '{"3.15": {"end_of_life": "2031-10"}, "3.14": {"end_of_life": "2030-10"}}',
      'schedule.json': '{"v26": {"lts": "2026-10-28", "end": "2029-04-30"}, "v28": {"lts": "2027-01-01", "end": "2030-04-30"}, "v30": {"lts": "2028-10-01", "end": "2031-04-30"}}',
    });
    const run = refresh(root, ...NEXT);
    const text = readFileSync(join(root, 'data/end-of-life.yaml'), 'utf8');
    const builders = readFileSync(join(root, 'data/builders.yaml'), 'utf8');
    remove();
    const said = run.stdout.split('\n');
    expect(said.slice(0, 4)).toEqual([
      'python 3.14: endoflife.date says 2030-11-30, the project 2030-10', 'python 3.15: new, ends 2031-10-31', 'python 3.14: 2030-10-31 -> 2030-11-30',
      'python 3.12: no longer in the source, kept',
    ]);
    expect(said).toContain('python 3.9: the source announces no end any more, kept');
    expect(said).toContain('node-lts: 26 -> 28');
    expect(text).toContain('  lines:\n    - { line: "3.15", endOfLife: "2031-10-31" }\n    - { line: "3.14", endOfLife: "2030-11-30" }\n');
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual(LIFECYCLES.split('\n').filter((line) => line.startsWith('#')));
    expect((parse(builders) as Record<string, { value: string; checked: string }>)['node-lts']).toMatchObject({ value: '28', checked: '2027-02-03' });
  });

  it('leaves a table alone whose source is not there, and asks for the day and the commit', () => {
    const { root, remove } = withSources({});
    const empty = join(root, 'empty');
    mkdirSync(empty);
    const run = spawnSync(process.execPath, [SCRIPT, empty, '--tables', join(root, 'data'), ...NEXT], { encoding: 'utf8' });
    const text = readFileSync(join(root, 'data/end-of-life.yaml'), 'utf8');
    const without = refresh(root, '--commit', 'abcdef1');
    const vague = refresh(root, '--checked', '2027-02-03');
    remove();
    expect(text).toBe(LIFECYCLES);
    expect(run.stdout).toContain('python: no copy of python.md, left as it is');
    expect([without.status, vague.status]).toEqual([2, 2]);
  });
});
