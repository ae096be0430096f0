import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../../support/real-postgres.ts';
import { PYTHON, run, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** What the rules about queries say of SQLAlchemy, seen on a real PostgreSQL: their cases are run as they are, and as the fixes leave them. */
const SKIPPED = WITHOUT_POSTGRES || WITHOUT_PYTHON;
const CASES = fileURLToPath(new URL('../../rules/query/', import.meta.url));
const ASK = fileURLToPath(new URL('ask_sqlalchemy.py', import.meta.url));
/** Case, question, driver. */
const QUESTIONS = [
  ['commit-in-loop/commit-per-row', 'orders'], ['insert-in-loop/sqlalchemy-insert', 'lines'], ['insert-in-loop/sqlalchemy-insert', 'empty'],
  ['lazy-loading/customer-of-each-order', 'relations'], ['lost-update/wallet-of-a-loop', 'deposits'], ['lost-update/checked-withdrawal', 'withdrawals'],
  ['refresh/new-row', 'refresh', 'asyncpg'],
] as const;
const answers = new Map<string, Answer>();

beforeAll(async () => {
  if (SKIPPED) return;
  const postgres = await startPostgres();
  const root = mkdtempSync(join(tmpdir(), 'optimize-queries-'));
  try {
    const asked = QUESTIONS.flatMap(([name, question, driver = 'psycopg2']) => (['before', 'after'] as const).map((state) => {
      const folder = join(root, `${name.replace('/', '-')}-${question}-${state}`);
      cpSync(join(CASES, name, 'before'), folder, { recursive: true });
      if (state === 'after') cpSync(join(CASES, name, 'after'), folder, { recursive: true });
      return { key: `${question} ${state}`, question: [folder, question, postgres.url.replace('postgres://', `postgresql+${driver}://`)] };
    }));
    const printed = await run(PYTHON, ['-W', 'ignore', ASK, JSON.stringify(asked.map(({ question }) => question))]);
    const lines = printed.trim().split('\n');
    expect(lines.length, printed).toBe(asked.length);
    for (const [index, { key }] of asked.entries()) answers.set(key, JSON.parse(lines[index] ?? '') as Answer);
  } finally {
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  }
}, 120_000);

/** What a case asked before its fix, and after it. */
function askedBy(question: string): readonly [Answer, Answer] {
  const [before, after] = [answers.get(`${question} before`), answers.get(`${question} after`)];
  if (before === undefined || after === undefined) throw new Error(`nobody asked ${question}`);
  return [before, after];
}

interface Answer {
  readonly asked: Readonly<Record<string, number>>;
  readonly stored?: number;
  readonly balance?: number;
  readonly rows?: number;
  readonly number?: number;
  readonly error?: string;
}

describe.skipIf(SKIPPED)('SQLAlchemy (skipped without PostgreSQL and .venv)', () => {
  test('a commit in a loop is a commit for each row, and one after it', () => {
    const [before, after] = askedBy('orders');
    expect(before).toMatchObject({ stored: 5, asked: { commit: 5, insert: 5 } });
    expect(after).toMatchObject({ stored: 5, asked: { commit: 1, insert: 1 } });
  });

  test('a list of rows is one statement, and an empty list is none', () => {
    const [before, after] = askedBy('lines');
    expect(before).toMatchObject({ stored: 3, asked: { insert: 3 } });
    expect(after).toMatchObject({ stored: 3, asked: { insert: 1 } });
  });

  test('an insert with an empty list is not nothing: the fix must ask for rows first', () => {
    const [, after] = askedBy('empty');
    expect(after.asked['insert']).toBe(1);
  });

  test('a relation that is read in a loop is a query for each row, and one for all when it is loaded along', () => {
    const [before, after] = askedBy('relations');
    expect(before).toMatchObject({ rows: 5, asked: { select: 6 } });
    expect(after).toMatchObject({ rows: 5, asked: { select: 2 } });
  });

  test('of deposits at the same time most are lost, and none when the database adds', () => {
    const [before, after] = askedBy('deposits');
    expect(before.balance).toBeLessThan(400);
    expect(after.balance).toBe(400);
  });

  test('of withdrawals at the same time some are paid out for nothing, and none when the row is locked', () => {
    const [before, after] = askedBy('withdrawals');
    expect(before.balance).toBeGreaterThan(0);
    expect(after.balance).toBe(0);
  });

  test('a refresh after a commit that keeps rows is a query for what the row holds', () => {
    const [before, after] = askedBy('refresh');
    expect(before).toMatchObject({ number: 1, asked: { select: 1, insert: 1 } });
    expect(after.number).toBe(1);
    expect(after.asked['select']).toBeUndefined();
  });
});
