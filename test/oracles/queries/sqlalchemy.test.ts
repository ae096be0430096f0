import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { askCases } from './cases.ts';

/** What the rules about queries say of SQLAlchemy, seen on a real PostgreSQL: their cases are run as they are, and as the fixes leave them. */
const SKIPPED = WITHOUT_POSTGRES || WITHOUT_PYTHON;
const ASK = fileURLToPath(new URL('ask_sqlalchemy.py', import.meta.url));
const QUESTIONS = [
  ['commit-in-loop/commit-per-row', 'orders'], ['insert-in-loop/sqlalchemy-insert', 'lines'], ['insert-in-loop/sqlalchemy-insert', 'empty'],
  ['lazy-loading/customer-of-each-order', 'relations'], ['lost-update/wallet-of-a-loop', 'deposits'], ['lost-update/checked-withdrawal', 'withdrawals'],
  ['refresh/new-row', 'refresh'],
] as const;

interface Answer {
  readonly asked: Readonly<Record<string, number>>;
  readonly stored?: number;
  readonly balance?: number;
  readonly rows?: number;
  readonly number?: number;
  readonly error?: string;
}

let answers: (name: string, question: string) => readonly [Answer, Answer];

beforeAll(async () => {
  if (SKIPPED) return;
  answers = await askCases<Answer>(ASK, QUESTIONS.map(([name, question]) => ({ name, question, scheme: `postgresql+${question === 'refresh' ? 'asyncpg' : 'psycopg2'}` })));
});

describe.skipIf(SKIPPED)('SQLAlchemy (skipped without PostgreSQL and .venv)', () => {
  test('a commit in a loop is a commit for each row, and one after it', () => {
    const [before, after] = answers('commit-in-loop/commit-per-row', 'orders');
    expect(before).toMatchObject({ stored: 5, asked: { commit: 5, insert: 5 } });
    expect(after).toMatchObject({ stored: 5, asked: { commit: 1, insert: 1 } });
  });

  test('a list of rows is one statement, and an empty list is none', () => {
    const [before, after] = answers('insert-in-loop/sqlalchemy-insert', 'lines');
    expect(before).toMatchObject({ stored: 3, asked: { insert: 3 } });
    expect(after).toMatchObject({ stored: 3, asked: { insert: 1 } });
  });

  test('an insert with an empty list is not nothing: the fix must ask for rows first', () => {
    const [, after] = answers('insert-in-loop/sqlalchemy-insert', 'empty');
    expect(after.asked['insert']).toBe(1);
  });

  test('a relation that is read in a loop is a query for each row, and one for all when it is loaded along', () => {
    const [before, after] = answers('lazy-loading/customer-of-each-order', 'relations');
    expect(before).toMatchObject({ rows: 5, asked: { select: 6 } });
    expect(after).toMatchObject({ rows: 5, asked: { select: 2 } });
  });

  test('of deposits at the same time most are lost, and none when the database adds', () => {
    const [before, after] = answers('lost-update/wallet-of-a-loop', 'deposits');
    expect(before.balance).toBeLessThan(400);
    expect(after.balance).toBe(400);
  });

  test('of withdrawals at the same time some are paid out for nothing, and none when the row is locked', () => {
    const [before, after] = answers('lost-update/checked-withdrawal', 'withdrawals');
    expect(before.balance).toBeGreaterThan(0);
    expect(after.balance).toBe(0);
  });

  test('a refresh after a commit that keeps rows is a query for what the row holds', () => {
    const [before, after] = answers('refresh/new-row', 'refresh');
    expect(before).toMatchObject({ number: 1, asked: { select: 1, insert: 1 } });
    expect(after.number).toBe(1);
    expect(after.asked['select']).toBeUndefined();
  });
});
