import { expect, it } from 'vitest';
import type { Evidence } from '../../../src/model/fact.ts';
import type { DatabaseCall, LazyRelation, ReadModifyWrite } from '../../../src/model/facts/queries.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { rewritten, type Asked } from './rewriting.ts';

const itemsOf = <T>(fact: unknown): readonly T[] => (fact as { value?: readonly T[] } | undefined)?.value ?? [];
const calls = (facts: FactSet, ...operations: readonly string[]): readonly Evidence[] =>
  itemsOf<DatabaseCall>(facts['database.calls']).filter(({ operation }) => operations.includes(operation)).map(({ at }) => at);
const changes = (facts: FactSet): readonly Evidence[] => itemsOf<ReadModifyWrite>(facts['database.readModifyWrites']).flatMap(({ at, read }) => [at, read]);

const COMMIT: Asked = { how: 'commit-after-loop', at: (facts) => calls(facts, 'commit').slice(0, 1) };
const INSERT: Asked = { how: 'insert-rows', at: (facts) => calls(facts, 'insert').slice(0, 1) };
const MANY: Asked = { how: 'execute-values', at: (facts) => calls(facts, 'insert-many').slice(0, 1) };
const REFRESH: Asked = { how: 'drop-refresh', at: (facts) => calls(facts, 'refresh').slice(0, 1) };
const ATOMIC: Asked = { how: 'atomic-change', at: changes };
const LOCK: Asked = { how: 'atomic-change', at: changes, with: { lock: true } };
const LOAD: Asked = { how: 'load-relation', at: (facts) => itemsOf<LazyRelation>(facts['database.lazyRelations']).slice(0, 1).map(({ query }) => query), with: { relations: 'customer', many: '' } };

async function result(text: string, asked: Asked, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const after = await rewritten({ 'shop.py': text, ...more }, asked);
  return after === undefined ? 'nothing asks for it' : 'because' in after ? String(after['because']) : (after['shop.py'] ?? '');
}

const HEAD = 'from sqlalchemy import insert, select\nfrom sqlalchemy.orm import Session\nfrom models import Order, Wallet\n\n\n';
const MODELS = { 'models.py': 'from sqlalchemy.orm import declarative_base, relationship\nBase = declarative_base()\nclass Customer(Base):\n    pass\nclass Order(Base):\n    customer = relationship("Customer")\nclass Wallet(Base):\n    pass\n' };
const keep = (body: string, signature = 'db: Session, rows'): string => `${HEAD}def keep(${signature}):\n${body}`;

it.each([
  ['at the end of the loop', keep('    for row in rows:\n        db.add(row)\n        db.commit()\n    return 1\n'), keep('    for row in rows:\n        db.add(row)\n    db.commit()\n    return 1\n')],
  ['without a last newline', keep('    for row in rows:\n        db.add(row)\n        db.commit()'), keep('    for row in rows:\n        db.add(row)\n    db.commit()')],
  ['with CRLF', keep('    for row in rows:\n        db.add(row)\n        db.commit()\n        n += 1\n').replaceAll('\n', '\r\n'), keep('    for row in rows:\n        db.add(row)\n        n += 1\n    db.commit()\n').replaceAll('\n', '\r\n')],
  ['with tabs and a comment', keep('\tfor row in rows:\n\t\tdb.add(row)\n\t\tdb.commit()  # now\n'), keep('\tfor row in rows:\n\t\tdb.add(row)\n\tdb.commit()  # now\n')],
  ['in a file without a last newline, in the middle', keep('    for row in rows:\n        db.add(row)\n        db.commit()\n        made.append(row)'), keep('    for row in rows:\n        db.add(row)\n        made.append(row)\n    db.commit()')],
  ['of an async session', keep('    for row in rows:\n        db.add(row)\n        await db.commit()\n').replace('def keep', 'async def keep'), keep('    for row in rows:\n        db.add(row)\n    await db.commit()\n').replace('def keep', 'async def keep')],
])('moves a commit behind its loop: %s', async (_name, text, expected) => {
  expect(await result(text, COMMIT)).toBe(expected);
});

it.each([
  ['what follows', '    for row in rows:\n        db.add(row)\n        db.commit()\n        print(row.id)\n', 'what follows the commit in the loop may need what it did'],
  ['a way out', '    for row in rows:\n        if row.bad:\n            return\n        db.add(row)\n        db.commit()\n', 'the loop may end early, and what came before is to stay'],
  ['a message', '    for row in rows:\n        db.add(row)\n        db.commit()\n        send.delay(row)\n', 'the loop tells others of what it has committed'],
  ['an else', '    for row in rows:\n        db.add(row)\n        db.commit()\n    else:\n        print(1)\n', 'the loop has an else'],
  ['nothing else', '    for row in rows:\n        db.commit()\n', 'nothing else stands in the loop'],
  ['a condition', '    for row in rows:\n        if row.new:\n            db.commit()\n', 'it is no statement of its own in the loop'],
  ['a shared line', '    for row in rows:\n        db.add(row); db.commit()\n', 'the commit shares its line with other code'],
])('leaves a commit in its loop: %s', async (_name, body, because) => {
  expect(await result(keep(body), COMMIT)).toBe(because);
});

it.each([
  ['SQLAlchemy with tabs and CRLF', keep('\tfor row in rows:\n\t\tdb.execute(insert(Order).values(a=row))\n').replaceAll('\n', '\r\n'), keep('\tnew_rows = [{"a": row} for row in rows]\n\tif new_rows:\n\t\tdb.execute(insert(Order), new_rows)\n').replaceAll('\n', '\r\n')],
  ['psycopg without a last newline', 'import psycopg\n\n\ndef keep(cursor, rows):\n    for row in rows:\n        cursor.execute("INSERT INTO t VALUES (%s)", (row,))', 'import psycopg\n\n\ndef keep(cursor, rows):\n    cursor.executemany("INSERT INTO t VALUES (%s)", [(row,) for row in rows])'],
  ['asyncpg', 'import asyncpg\n\n\nasync def keep(conn, rows):\n    for row in rows:\n        await conn.execute("INSERT INTO t VALUES ($1)", row)\n', 'import asyncpg\n\n\nasync def keep(conn, rows):\n    await conn.executemany("INSERT INTO t VALUES ($1)", [(row,) for row in rows])\n'],
])('inserts all rows at once: %s', async (_name, text, expected) => {
  expect(await result(text, INSERT)).toBe(expected);
});

it.each([
  ['a comment', keep('    for row in rows:\n        # one\n        db.execute(insert(Order).values(a=row))\n'), 'a comment in the loop would be lost'],
  ['more', keep('    for row in rows:\n        print(row)\n        db.execute(insert(Order).values(a=row))\n'), 'the loop does more than insert a row'],
  ['RETURNING', keep('    for row in rows:\n        db.execute(insert(Order).values(a=row).returning(Order.id))\n'), 'it is not insert(...).values(...)'],
  ['a dictionary', keep('    for row in rows:\n        db.execute(insert(Order).values(row))\n'), 'its values are not written as keywords'],
])('leaves a loop of inserts: %s', async (_name, text, because) => {
  expect(await result(text, INSERT)).toBe(because);
});

it.each([
  ['an f-string', 'import psycopg2\n\n\ndef keep(cursor, rows):\n    cursor.executemany(f"INSERT INTO {t} (a) VALUES (%s)", rows)\n', 'its text is not one plain INSERT that stands there'],
  ['an expression', 'import psycopg2\n\n\ndef keep(cursor, rows):\n    cursor.executemany("INSERT INTO t (a) VALUES (lower(%s))", rows)\n', 'its text is not one plain INSERT that stands there'],
  ['DO UPDATE', 'import psycopg2\n\n\ndef keep(cursor, rows):\n    cursor.executemany("INSERT INTO t (a) VALUES (%s) ON CONFLICT (a) DO UPDATE SET a = 1", rows)\n', 'its text is not one plain INSERT that stands there'],
  ['autocommit', 'import psycopg2\n\n\ndef keep(conn, rows):\n    conn.autocommit = True\n    conn.cursor().executemany("INSERT INTO t (a) VALUES (%s)", rows)\n', 'each row is committed for itself'],
  ['CRLF', 'import psycopg2\r\n\r\n\r\ndef keep(cursor, rows):\r\n\tcursor.executemany(\'INSERT INTO t (a) VALUES (%s);\', rows)', 'import psycopg2\r\nfrom psycopg2.extras import execute_values\r\n\r\n\r\ndef keep(cursor, rows):\r\n\texecute_values(cursor, \'INSERT INTO t (a) VALUES %s\', rows)'],
])('writes execute_values for a plain INSERT alone: %s', async (_name, text, expected) => {
  expect(await result(text, MANY)).toBe(expected);
});

it.each([
  ['a sum', '    w = db.get(Wallet, 1)\n    w.balance -= fee + tax\n    db.commit()\n', '    w = db.get(Wallet, 1)\n    w.balance = Wallet.balance - (fee + tax)\n    db.commit()\n'],
  ['brackets', '    w = db.get(Wallet, 1)\n    w.balance -= (fee + tax)\n    db.commit()\n', '    w = db.get(Wallet, 1)\n    w.balance = Wallet.balance - (fee + tax)\n    db.commit()\n'],
  ['the other side', '    w = db.get(Wallet, 1)\n    w.balance = fee + w.balance  # adds\n    db.commit()', '    w = db.get(Wallet, 1)\n    w.balance = fee + Wallet.balance  # adds\n    db.commit()'],
  ['a default', '    w = db.get(Wallet, 1)\n    w.balance = (w.balance or 0) + fee\n    db.commit()\n', undefined],
])('lets the database add: %s', async (_name, body, expected) => {
  const because = 'a default stands in for a missing value, which the database would have to do too';
  expect(await result(keep(body, 'db: Session, fee, tax'), ATOMIC, MODELS)).toBe(expected === undefined ? because : keep(expected, 'db: Session, fee, tax'));
});

it('does not let an async session load the value by itself', async () => {
  const body = '    w = await db.get(Wallet, 1)\n    w.balance += fee\n    await db.commit()\n    return w\n';
  expect(await result(keep(body, 'db: Session, fee').replace('def keep', 'async def keep'), ATOMIC, MODELS)).toBe('w.balance is read again before refresh() has loaded it');
  const refreshed = body.replace('    return w\n', '    await db.refresh(w)\n    return w\n');
  expect(await result(keep(refreshed, 'db: Session, fee').replace('def keep', 'async def keep'), ATOMIC, MODELS)).toContain('w.balance = Wallet.balance + fee\n');
});

it.each([
  ['query', 'w = db.query(Wallet).filter(Wallet.id == 1).first()', 'w = db.query(Wallet).filter(Wallet.id == 1).with_for_update().first()'],
  ['get', 'w = db.get(Wallet, 1)', 'w = db.get(Wallet, 1, with_for_update=True)'],
  ['select', 'w = db.execute(select(Wallet).where(Wallet.id == 1)).scalar_one()', 'w = db.execute(select(Wallet).where(Wallet.id == 1).with_for_update()).scalar_one()'],
])('locks a row when it is read: %s', async (_name, line, expected) => {
  const body = (read: string) => keep(`    ${read}\n    if w.balance < 1:\n        return\n    w.balance -= 1\n    db.commit()\n`);
  expect(await result(body(line), LOCK, MODELS)).toBe(body(expected));
});

it('does not lock a row of Django outside a transaction', async () => {
  const text = 'from django.http import HttpResponse\nfrom models import Wallet\n\n\ndef keep(request):\n    w = Wallet.objects.get(pk=1)\n    w.balance -= 1\n    w.save()\n';
  const models = { 'models.py': 'from django.db import models\nclass Wallet(models.Model):\n    pass\n' };
  expect(await result(text, LOCK, models)).toBe('select_for_update() needs transaction.atomic() around the read and the save');
  expect(await result(text, ATOMIC, models)).toContain('from django.db.models import F\n');
  expect(await result(`${text}    print(w.balance)\n`, ATOMIC, models)).toBe('w.balance is read again before refresh_from_db() has loaded it');
  expect(await result(`${text}    w.save()\n`, ATOMIC, models)).toBe('w is saved more than once, and each time would change the value again');
});

it('loads a relation along, and takes a refresh out, with CRLF', async () => {
  const text = keep('    for order in db.query(Order).all():\n        print(order.customer)\n', 'db: Session').replaceAll('\n', '\r\n');
  expect(await result(text, LOAD, MODELS)).toBe(text.replace('import Session', 'import selectinload, Session').replace('query(Order)', 'query(Order).options(selectinload(Order.customer))'));
  expect(await result(keep('    db.commit()\n    db.refresh(rows)  # again\n').replaceAll('\n', '\r\n'), REFRESH)).toBe(keep('    db.commit()\n').replaceAll('\n', '\r\n'));
});
