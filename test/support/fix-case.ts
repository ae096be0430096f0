import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { FixRun } from '../../src/fix-report.ts';
import { planFixes } from '../../src/fix.ts';
import type { ChangedFile } from '../../src/model/changed-file.ts';
import type { ScanOptions } from '../../src/scan.ts';

/** How vitest was told to treat snapshots: with `-u` what the fix does is written down instead of compared. */
export const isUpdating = (): boolean => expect.getState().snapshotState.snapshotUpdateState === 'all';

/**
 * Makes the fixes of one rule in a copy of a case and compares every changed file with `after/`. Undefined options: no fix is expected.
 * Files are compared as bytes, so that a byte order mark, CRLF and a missing last newline are part of what is compared.
 */
export async function expectFixes(folder: string, rule: string, options: ScanOptions | undefined): Promise<void> {
  if (options === undefined) {
    expect(existsSync(join(folder, 'after')) || existsSync(join(folder, 'refused.txt')), 'there is an after/ and no fix').toBe(false);
    return;
  }
  const run = await fixed(join(folder, 'before'), rule, options);
  const texts = changedTexts(join(folder, 'before'), run.files);
  const removed = run.files.filter(({ after }) => after === undefined).map(({ path }) => path);
  const refused = [...new Set(run.refused.map(({ finding, because }) => `${finding.message}: ${because}`))];
  if (isUpdating()) writeExpected(folder, texts, { removed, refused });
  expect(filesBelow(join(folder, 'after'))).toEqual(texts);
  expect(linesOf(join(folder, 'removed.txt'))).toEqual(removed);
  expect(linesOf(join(folder, 'refused.txt'))).toEqual(refused);
  if (run.files.length > 0) await expectSettled(folder, rule, { options, run });
}

/** What is left in the tree that the fixes leave: nothing to fix, and nothing that a second run would change. */
async function expectSettled(folder: string, rule: string, { options, run }: { readonly options: ScanOptions; readonly run: FixRun }): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'optimize-case-'));
  try {
    cpSync(join(folder, 'before'), copy, { recursive: true });
    for (const { path, after } of run.files) {
      if (after === undefined) rmSync(join(copy, path));
      else write(join(copy, path), after);
    }
    const again = await fixed(copy, rule, options);
    expect(again.files, 'a second run changes nothing').toEqual([]);
    expect(again.before.score.value).toBe(run.after.score.value);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const fixed = (root: string, rule: string, options: ScanOptions): Promise<FixRun> =>
  planFixes(root, { ...options, applicabilities: ['safe', 'review'], rules: [rule] });

/** The changed files by path, with the byte order mark that a file had. */
function changedTexts(before: string, files: readonly ChangedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.flatMap(({ path, after }) => {
    if (after === undefined) return [];
    const old = existsSync(join(before, path)) ? readFileSync(join(before, path), 'utf8') : '';
    return [[path, `${old.startsWith('\uFEFF') ? '\uFEFF' : ''}${after}`]];
  }));
}

function writeExpected(folder: string, texts: Readonly<Record<string, string>>, { removed, refused }: { readonly removed: readonly string[]; readonly refused: readonly string[] }): void {
  rmSync(join(folder, 'after'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(texts)) write(join(folder, 'after', path), text);
  for (const [name, lines] of [['removed.txt', removed], ['refused.txt', refused]] as const) {
    if (lines.length === 0) rmSync(join(folder, name), { force: true });
    else writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function linesOf(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter((line) => line !== '') : [];
}

function filesBelow(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}
