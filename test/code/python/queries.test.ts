import { expect, it } from 'vitest';
import type { DatabaseCall } from '../../../src/model/facts/queries.ts';
import { itemsOf, read } from './read.ts';

const SESSION = 'from sqlalchemy import insert, select, text, update\nfrom sqlalchemy.orm import Session\nfrom app import router\nfrom models import User, Wallet\n\n@router.post("/x")\n';

const printed = ({ call, library, operation, loop, usesItem, transaction }: DatabaseCall): string =>
  [library, operation, call, ...(loop === undefined ? [] : [[loop.kind, ...loop.excuses, ...(usesItem ? ['item'] : [])].join('+')]), ...(transaction === undefined ? [] : ['in a transaction'])].join(' ');

it.each([
  ['a query', 'def x(db: Session):\n  return db.query(User).filter(User.id == 1).first()', ['sqlalchemy read db.query.first']],
  ['a whole table', 'def x(db: Session):\n  return db.query(User).all()', ['sqlalchemy read-all db.query.all']],
  ['a select', 'def x(db: Session):\n  return db.execute(select(User).where(User.id == 1)).scalar_one()', ['sqlalchemy read db.execute.scalar_one']],
  ['a select by name', 'async def x(db: Session):\n  s = select(User)\n  return (await db.scalars(s)).all()', ['sqlalchemy read-all db.scalars.all']],
  ['an update', 'def x(db: Session):\n  db.execute(update(User).values(a=1))\n  db.commit()', ['sqlalchemy update db.execute', 'sqlalchemy commit db.commit']],
  ['text', 'def x(db: Session):\n  db.execute(text("  insert into t values (1)"))', ['sqlalchemy insert db.execute']],
  ['a query that is only prepared', 'def x(db: Session):\n  return db.query(User).filter(User.id == 1)', []],
  ['a session that a factory makes', 'def x():\n  with SessionLocal() as s:\n    s.commit()\nfrom sqlalchemy.orm import sessionmaker\nSessionLocal = sessionmaker()', ['sqlalchemy commit s.commit']],
  ['a commit in a loop', 'def x(db: Session, rows):\n  for row in rows:\n    db.add(row)\n    db.commit()', ['sqlalchemy commit db.commit items']],
  ['a query in a loop', 'def x(db: Session, ids):\n  for i in ids:\n    wanted = i.id\n    db.get(User, wanted)', ['sqlalchemy read db.get items+item']],
  ['a statement by name in a loop', 'def x(db: Session, ids):\n  for i in ids:\n    s = select(User).where(User.id == i)\n    db.scalar(s)', ['sqlalchemy read db.scalar items+item']],
  ['the head of a loop', 'def x(db: Session):\n  for u in db.query(User).filter(User.a).all():\n    pass', ['sqlalchemy read db.query.all']],
  ['a comprehension', 'def x(db: Session, ids):\n  return [db.get(User, i) for i in ids]', ['sqlalchemy read db.get items+item']],
  ['gather', 'async def x(db: Session, ids):\n  return await asyncio.gather(*[db.get(User, i) for i in ids])', ['sqlalchemy read db.get parallel+item']],
  ['few rounds', 'def x(db: Session):\n  for i in (1, 2):\n    db.get(User, i)', ['sqlalchemy read db.get items+few+item']],
  ['chunks', 'def x(db: Session, rows):\n  for i in range(0, len(rows), 500):\n    db.execute(insert(User), rows[i:i + 500])\n    db.commit()', ['sqlalchemy insert db.execute items+chunks+item', 'sqlalchemy commit db.commit items+chunks']],
  ['a commit every hundred rows', 'def x(db: Session, rows):\n  for n, row in enumerate(rows):\n    if n % 100 == 0:\n      db.commit()', ['sqlalchemy commit db.commit items+some']],
  ['errors of one row', 'def x(db: Session, rows):\n  for row in rows:\n    try:\n      db.commit()\n    except Exception:\n      db.rollback()', ['sqlalchemy commit db.commit items+errors']],
  ['the last round', 'def x(db: Session, rows):\n  for row in rows:\n    if row.a:\n      db.commit()\n      break', ['sqlalchemy commit db.commit items+last']],
  ['a loop that waits', 'def x(db: Session):\n  while True:\n    db.commit()\n    time.sleep(1)', ['sqlalchemy commit db.commit while+polling']],
  ['a function that is called in a loop', 'def x(db: Session, rows):\n  for row in rows:\n    save(db, row)\n\ndef save(db: Session, row):\n  db.add(row)\n  db.commit()', ['sqlalchemy commit db.commit caller+item']],
  ['a transaction', 'def x(db: Session):\n  with db.begin():\n    db.get(User, 1)', ['sqlalchemy read db.get in a transaction']],
])('reads what SQLAlchemy asks: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${SESSION}${text}\n`, 'app.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n' });
  expect(itemsOf(facts['database.calls']).map(printed)).toEqual(expected);
});

it.each([
  ['Django', 'from django.db import transaction\nfrom .models import User\n\n@transaction.atomic\ndef x(request):\n  for i in request.ids:\n    User.objects.get(pk=i)\n    User.objects.create(a=i)\n  u = User.objects.filter(a=1)\n  u.count()', ['django read User.objects.get items+item in a transaction', 'django insert User.objects.create items+item in a transaction']],
  ['save of rows', 'from django.http import HttpResponse\nfrom .models import User\n\ndef x(request):\n  for u in User.objects.filter(a=1):\n    u.a = 2\n    u.save()', ['django update u.save items+item']],
  ['asyncpg', 'import asyncpg\n\nasync def x(pool: asyncpg.Pool, ids):\n  async with pool.acquire() as c:\n    async with c.transaction():\n      for i in ids:\n        await c.fetchrow("SELECT 1 FROM t WHERE id = $1", i)\n        await c.execute("INSERT INTO t VALUES ($1)", i)', ['asyncpg read c.fetchrow items+item in a transaction', 'asyncpg insert c.execute items+item in a transaction']],
  ['psycopg2', 'import psycopg2\nconn = psycopg2.connect("x")\n\ndef x(rows):\n  cur = conn.cursor()\n  for row in rows:\n    cur.execute("insert into t values (%s)", row)\n  conn.commit()', ['psycopg2 insert cur.execute items+item', 'psycopg2 commit conn.commit']],
  ['a cursor without a type', 'import psycopg2\n\ndef x(cursor, rows):\n  cursor.executemany("INSERT INTO t VALUES (%s)", rows)', ['psycopg2 insert-many cursor.executemany']],
  ['a cursor of another library', 'import sqlite3\n\ndef x(cursor, rows):\n  cursor.executemany("INSERT INTO t VALUES (?)", rows)', []],
])('reads what %s asks', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${text}\n`, 'models.py': 'from django.db import models\nclass User(models.Model):\n  pass\n' });
  expect(itemsOf(facts['database.calls']).map(printed)).toEqual(expected);
});

it.each([
  ['the wallet of a loop', 'def x(db: Session, deposits):\n  for d in deposits:\n    wallet = db.query(Wallet).filter(Wallet.id == d["id"]).first()\n    wallet.balance += d["amount"]\n  db.commit()', ['balance shared']],
  ['a result with a name of its own', 'async def x(db: Session):\n  r = await db.execute(select(Wallet).where(Wallet.id == 1))\n  w = r.scalar_one()\n  w.balance = w.balance - 5\n  await db.commit()', ['balance shared']],
  ['a value that is checked', 'def x(db: Session, n):\n  w = db.get(Wallet, 1)\n  if w.balance < n:\n    raise ValueError()\n  w.balance -= n\n  db.commit()', ['balance shared checked']],
  ['a column that says nothing', 'def x(db: Session):\n  u = db.get(User, 1)\n  u.logins += 1\n  db.commit()', ['logins']],
  ['a lock', 'def x(db: Session):\n  w = db.query(Wallet).with_for_update().first()\n  w.balance += 1\n  db.commit()', []],
  ['an expression of the database', 'def x(db: Session):\n  w = db.get(Wallet, 1)\n  w.balance = Wallet.balance + 1\n  db.commit()', []],
  ['a new row', 'def x(db: Session):\n  w = Wallet(balance=0)\n  w.balance += 1\n  db.commit()', []],
  ['a text', 'def x(db: Session):\n  w = db.get(Wallet, 1)\n  w.note += "x"\n  db.commit()', []],
  ['nothing is written', 'def x(db: Session):\n  w = db.get(Wallet, 1)\n  w.balance += 1\n  return w', []],
])('sees values that are read, changed and written back: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${SESSION}${text}\n`, 'app.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n' });
  expect(itemsOf(facts['database.readModifyWrites']).map(({ field, shared, checked }) => [field, ...(shared ? ['shared'] : []), ...(checked ? ['checked'] : [])].join(' '))).toEqual(expected);
});

it.each([
  ['a request', 'import requests\nfrom django.db import transaction\n\ndef x(request):\n  with transaction.atomic():\n    requests.post("https://x.example", timeout=3)', ['requests.post']],
  ['a client', 'import httpx\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\nasync def x(db: AsyncSession):\n  client = httpx.AsyncClient()\n  async with db.begin():\n    await client.post("https://x.example")', ['httpx.AsyncClient.post']],
  ['mail', 'from django.core.mail import send_mail\nfrom django.db import transaction\n\n@transaction.atomic\ndef x(request):\n  send_mail("a", "b", "c", [])', ['django.core.mail.send_mail']],
  ['a model', 'from openai import OpenAI\nfrom sqlalchemy.orm import Session\nai = OpenAI()\n\ndef x(db: Session):\n  with db.begin():\n    ai.chat.completions.create(model="x")', ['openai.OpenAI.create']],
  ['after the transaction', 'import requests\nfrom django.db import transaction\n\ndef x(request):\n  with transaction.atomic():\n    pass\n  requests.post("https://x.example", timeout=3)', []],
  ['on_commit', 'import requests\nfrom django.db import transaction\n\ndef x(request):\n  with transaction.atomic():\n    transaction.on_commit(lambda: requests.post("https://x.example"))', []],
])('sees what a transaction waits for: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${text}\n` });
  expect(itemsOf(facts['database.transactionWaits']).map(({ call }) => call)).toEqual(expected);
});

const MODELS = 'from sqlalchemy.orm import Mapped, declarative_base, relationship\nBase = declarative_base()\nclass Order(Base):\n  customer = relationship("Customer")\n  lines: Mapped[list["Line"]] = relationship()\n  shop = relationship("Shop", lazy="joined")\nclass Line(Base):\n  pass\nclass Customer(Base):\n  orders = relationship("Order")\n';
const ORDERS = SESSION.replace('User, Wallet', 'Customer, Line, Order').replace('import Session', 'import Session, joinedload, selectinload');

it.each([
  ['a relation in a loop', 'def x(db: Session):\n  for o in db.query(Order).filter(Order.a == 1).all():\n    print(o.customer.name)', ['Order.customer']],
  ['rows with a name', 'def x(db: Session):\n  orders = db.scalars(select(Order)).all()\n  for o in orders:\n    print(o.lines, o.customer)', ['Order.lines many', 'Order.customer']],
  ['a statement with a name', 'def x(db: Session):\n  s = select(Order)\n  for o in db.scalars(s):\n    print(o.lines)', ['Order.lines many']],
  ['a relation that the query loads', 'def x(db: Session):\n  for o in db.query(Order).options(joinedload(Order.customer)).all():\n    print(o.customer)', []],
  ['a relation that the model loads', 'def x(db: Session):\n  for o in db.query(Order).all():\n    print(o.shop)', []],
  ['few rows', 'def x(db: Session):\n  for o in db.query(Order).limit(5).all():\n    print(o.customer)', []],
  ['an async session', 'async def x(db: Session):\n  for o in (await db.scalars(select(Order))).all():\n    print(o.customer)', []],
  ['a column', 'def x(db: Session):\n  for o in db.query(Order).all():\n    print(o.total)', []],
])('sees relations that are loaded row by row: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${ORDERS}${text}\n`, 'models.py': MODELS, 'app.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n' });
  expect(itemsOf(facts['database.lazyRelations']).map(({ model, relation, many }) => `${model}.${relation}${many ? ' many' : ''}`)).toEqual(expected);
});

it.each([
  ['a foreign key', 'def x(request):\n  for b in Book.objects.filter(a=1):\n    print(b.author.name)', ['Book.author']],
  ['a foreign key that is loaded', 'def x(request):\n  for b in Book.objects.select_related("author").all():\n    print(b.author.name)', []],
  ['the key itself', 'def x(request):\n  for b in Book.objects.all():\n    print(b.author_id)', []],
  ['many to many', 'def x(request):\n  books = Book.objects.all()\n  for b in books:\n    print(b.tags.all())', ['Book.tags many']],
])('sees relations that Django loads row by row: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'views.py': `from django.http import HttpResponse\nfrom models import Book\n\n${text}\n`, 'models.py': 'from django.db import models\nclass Book(models.Model):\n  author = models.ForeignKey("Author", on_delete=models.CASCADE)\n  tags = models.ManyToManyField("Tag")\n' });
  expect(itemsOf(facts['database.lazyRelations']).map(({ model, relation, many }) => `${model}.${relation}${many ? ' many' : ''}`)).toEqual(expected);
});

it.each([
  ['asked again', 'def x(db: Session):\n  c = db.scalar(select(Customer).options(selectinload(Customer.orders)))\n  o = db.scalar(select(Order).where(Order.a == 1))\n  return c, o', ['Customer.orders']],
  ['taken', 'def x(db: Session):\n  c = db.scalar(select(Customer).options(selectinload(Customer.orders)))\n  o = db.scalar(select(Order).where(Order.a == 1))\n  return c.orders, o', []],
  ['not asked again', 'def x(db: Session):\n  return db.scalar(select(Customer).options(selectinload(Customer.orders)))', []],
])('sees what is loaded twice: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${ORDERS}${text}\n`, 'models.py': MODELS, 'app.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n' });
  expect(itemsOf(facts['database.loadedTwice']).map(({ relation }) => relation)).toEqual(expected);
});
