import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planFixes } from '../../../src/fix.ts';
import { caseOptions } from '../../support/case-options.ts';

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));
const FIXED = ['schema/index-in-transaction', 'schema/index-lock', 'schema/single-statement', 'query/vacuum-in-transaction', 'query/visible-rebuild', 'query/analyze-after-load'];

const unix = (text: string): string => text.replaceAll('\r\n', '\n');
const withTabs = (text: string, width: number): string => text.replace(new RegExp(`^(?: {${width}})+`, 'gm'), (blanks) => '\t'.repeat(blanks.length / width));
const comment = (path: string): string => (path.endsWith('.py') ? '# é 😀' : path.endsWith('.sql') ? '-- é 😀' : '// é 😀');

/** Ways to write the same code; a fix of the rewritten code must be the rewritten fix of the code. */
const REWRITINGS: Readonly<Record<string, (text: string, path: string) => string>> = {
  'CRLF, tabs and a comment above': (text, path) => withTabs(`${comment(path)}\n${unix(text)}`, path.endsWith('.py') ? 4 : 2).replaceAll('\n', '\r\n'),
  'LF, a byte order mark and no last newline': (text) => unix(text).replace(/\n+$/, ''),
};

const codeBelow = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(py|[jt]s|sql)$/.test(path)).sort();

const CASES = FIXED.flatMap((rule) => readdirSync(join(RULES, rule)).filter((name) => existsSync(join(RULES, rule, name, 'after'))).map((name) => [rule, name] as const));

test('there are cases of every kind of file', () => {
  const endings = new Set(CASES.flatMap(([rule, name]) => codeBelow(join(RULES, rule, name, 'after')).map((path) => path.slice(path.lastIndexOf('.')))));
  expect([...endings].sort()).toEqual(['.js', '.py', '.sql', '.ts']);
});

test.each(Object.entries(REWRITINGS))('fixes are the same with %s', async (name, rewrite) => {
  const mark = name.includes('byte order mark') ? '\uFEFF' : '';
  for (const [rule, title] of CASES) {
    const root = mkdtempSync(join(tmpdir(), 'optimize-mutated-'));
    try {
      const folder = join(RULES, rule, title);
      cpSync(join(folder, 'before'), root, { recursive: true });
      for (const path of codeBelow(root)) writeFileSync(join(root, path), mark + rewrite(readFileSync(join(root, path), 'utf8'), path));
      const run = await planFixes(root, { ...(await caseOptions(folder)), applicabilities: ['safe', 'review'], rules: [rule] });
      const made = Object.fromEntries(run.files.map(({ path, after }) => [path, after]));
      const after = join(folder, 'after');
      const wanted = Object.fromEntries(codeBelow(after).map((path) => [path, rewrite(readFileSync(join(after, path), 'utf8'), path)]));
      expect({ title, made }).toEqual({ title, made: wanted });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
});
