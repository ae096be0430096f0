import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planFixes } from '../../../src/fix.ts';
import { baseId } from '../../../src/model/finding.ts';

const CASE = fileURLToPath(new URL('../../rules/database/pool-size/options-in-a-dictionary/before', import.meta.url));

/** What the fix of the pool's size writes when a person answers its question. */
async function answered(answer: number | undefined): Promise<{ readonly text: string | undefined; readonly refused: readonly string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'optimize-answers-'));
  try {
    cpSync(CASE, root, { recursive: true });
    const options = { asOf: '2026-11-22', assume: [], applicabilities: ['review'], rules: ['database/pool-size'] } as const;
    const { before } = await planFixes(root, { ...options, applicabilities: [] });
    const finding = before.services.flatMap(({ findings }) => findings).find(({ rule }) => rule === 'database/pool-size');
    if (finding === undefined) throw new Error('no finding');
    expect(finding.fix?.question).toEqual({ text: 'How many connections may each process keep?', option: 'pool_size' });
    const run = await planFixes(root, { ...options, ...(answer === undefined ? {} : { answers: new Map([[baseId(finding), answer]]) }) });
    return { text: run.files[0]?.after?.split('\n').find((line) => line.startsWith('engine')), refused: run.refused.map(({ because }) => because) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test('an answer takes the place of the proposed number, and must fit the database as that does', async () => {
  expect((await answered(undefined)).text).toContain('pool_size=5, max_overflow=10, **OPTIONS)');
  expect((await answered(2)).text).toContain('pool_size=2, max_overflow=10, **OPTIONS)');
  const { text, refused } = await answered(20);
  expect(text).toBeUndefined();
  expect(refused[0]).toMatch(/^it would bring another finding: app can open 150 connections/);
});
