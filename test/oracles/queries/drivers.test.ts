import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { askCases } from './cases.ts';

/** What the rules about queries say of psycopg2 and Django, seen on a real PostgreSQL. */
const SKIPPED = WITHOUT_POSTGRES || WITHOUT_PYTHON;
const ASK = fileURLToPath(new URL('ask_drivers.py', import.meta.url));
const QUESTIONS = [
  ['execute-many/many-rows', 'lines'], ['insert-in-loop/psycopg2-execute', 'lines'], ['insert-in-loop/django-create', 'titles'], ['lost-update/django-stock', 'stock'],
  ['lost-update/django-checked-in-transaction', 'stock'],
] as const;

interface Answer {
  readonly status?: number;
  readonly stored?: number;
  readonly statements?: number;
  readonly queries?: number;
  readonly stock?: number;
}

let answers: (name: string, question: string) => readonly [Answer, Answer];

beforeAll(async () => {
  if (!SKIPPED) answers = await askCases<Answer>(ASK, QUESTIONS.map(([name, question]) => ({ name, question, scheme: 'postgres' })));
});

describe.skipIf(SKIPPED)('psycopg2 and Django (skipped without PostgreSQL and .venv)', () => {
  test.each(['execute-many/many-rows', 'insert-in-loop/psycopg2-execute'])('executemany of psycopg2 is a statement for each row, as a loop is, and execute_values is one for all: %s', (name) => {
    const [before, after] = answers(name, 'lines');
    expect(before).toEqual({ status: 200, stored: 7, statements: 7 });
    expect(after).toEqual({ status: 200, stored: 7, statements: 1 });
  });

  test('objects.create() is a query for each row, and bulk_create one for all', () => {
    const [before, after] = answers('insert-in-loop/django-create', 'titles');
    expect(before).toEqual({ queries: 3, stored: 8 });
    expect(after).toEqual({ queries: 1, stored: 8 });
  });

  test.each(['lost-update/django-stock', 'lost-update/django-checked-in-transaction'])('of sales at the same time some are lost, and none when the database counts or the row is locked: %s', (name) => {
    const [before, after] = answers(name, 'stock');
    expect(before.stock).toBeGreaterThan(0);
    expect(after.stock).toBe(0);
  });
});
