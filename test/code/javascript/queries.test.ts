import { expect, it } from 'vitest';
import type { DatabaseCall, ReadModifyWrite, TransactionWait } from '../../../src/model/facts/queries.ts';
import type { Fact } from '../../../src/model/fact.ts';
import { readFacts } from './support.ts';

const itemsOf = <T>(fact: Fact<readonly T[]> | undefined): readonly T[] => (fact?.state === 'known' ? fact.value : []);
const printed = ({ call, library, operation, loop, usesItem, transaction }: DatabaseCall): string =>
  [library, operation, call, ...(loop === undefined ? [] : [[loop.kind, ...loop.excuses, ...(usesItem ? ['item'] : [])].join('+')]), ...(transaction === undefined ? [] : ['in a transaction'])].join(' ');

const app = (head: string, body: string): string => `import express from 'express';\n${head}\nconst app = express();\napp.get('/x', async (req, res) => {\n${body}\n});\napp.listen(3000);\n`;
const PG = 'import { Pool } from \'pg\';\nconst pool = new Pool();';
const PRISMA = 'import { PrismaClient } from \'@prisma/client\';\nconst prisma = new PrismaClient();';

it.each([
  ['pg', PG, 'for (const r of rows) await pool.query("INSERT INTO t(a) VALUES($1)", [r.a]);', ['pg insert pool.query items+item']],
  ['pg, a text with a name', PG, 'const sql = `SELECT 1 FROM t WHERE id = $1`;\nfor (const id of ids) { await pool.query(sql, [id]); }', ['pg read pool.query items+item']],
  ['pg, a configuration', PG, 'await pool.query({ text: "UPDATE t SET a = 1" });', ['pg update pool.query']],
  ['pg, a transaction', PG, 'const c = await pool.connect();\nawait c.query("BEGIN");\nawait c.query("UPDATE t SET a = 1");\nawait c.query("COMMIT");', ['pg update c.query in a transaction', 'pg commit c.query']],
  ['pg, parallel', PG, 'await Promise.all(ids.map((id) => pool.query("SELECT 1 FROM t WHERE id = $1", [id])));', ['pg read pool.query parallel+item']],
  ['pg, chunks', PG, 'for (let i = 0; i < rows.length; i += 500) { await pool.query("INSERT INTO t SELECT 1", rows.slice(i, i + 500)); }', ['pg insert pool.query items+chunks+item']],
  ['pg, few', PG, 'for (const kind of ["a", "b"]) await pool.query("SELECT 1", [kind]);', ['pg read pool.query items+few+item']],
  ['pg, forEach', PG, 'ids.forEach(async (id) => { await pool.query("DELETE FROM t WHERE id = $1", [id]); });', ['pg delete pool.query parallel+item']],
  ['pg, a function in a loop', `${PG}\nasync function load(id) {\n  const { rows } = await pool.query("SELECT 1", [id]);\n  return rows;\n}`, 'for (const id of ids) await load(id);', ['pg read pool.query caller+item']],
  ['pg, a map that filters', PG, 'const found = ids.map((id) => id + 1);\nawait pool.query("SELECT 1", [found]);', ['pg read pool.query']],
  ['another query', '', 'for (const x of xs) await graph.query("{ users }");', []],
  ['Prisma', PRISMA, 'for (const id of ids) { const name = id.x; await prisma.user.findFirst({ where: { name } }); }\nawait prisma.user.findMany();\nawait prisma.user.findMany({ where: { a: 1 } });', ['prisma read prisma.user.findFirst items+item', 'prisma read-all prisma.user.findMany', 'prisma read prisma.user.findMany']],
  ['Prisma, findUnique in one tick', PRISMA, 'await Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id } })));', ['prisma read prisma.user.findUnique']],
  ['Prisma, a transaction', PRISMA, 'await prisma.$transaction(async (tx) => { await tx.user.update({ where: { id: 1 }, data: {} }); });', ['prisma update tx.user.update in a transaction']],
  ['Drizzle', 'import { drizzle } from \'drizzle-orm/node-postgres\';\nconst db = drizzle(process.env.U);', 'for (const u of us) {\n  await db.insert(users).values({ id: u.id });\n  await db.select().from(users).where(eq(users.id, u.id));\n}\nawait db.select().from(users);\nawait db.insert(users).values(rows);', ['drizzle insert db.insert.values items+item', 'drizzle read db.select.from.where items+item', 'drizzle read-all db.select.from', 'drizzle insert-many db.insert.values']],
  ['TypeORM', 'import { DataSource } from \'typeorm\';\nconst source = new DataSource({});\nconst userRepository = source.getRepository(User);', 'for (const u of us) await userRepository.save(u);\nawait userRepository.find();', ['typeorm write userRepository.save items+item', 'typeorm read-all userRepository.find']],
  ['Sequelize', 'import { Sequelize } from \'sequelize\';\nimport { User } from \'./models.js\';\nconst s = new Sequelize("x");', 'for (const u of us) await User.findByPk(u.id);\nawait User.bulkCreate(us);', ['sequelize read User.findByPk items+item', 'sequelize insert-many User.bulkCreate']],
  ['Mongoose', 'import mongoose from \'mongoose\';\nimport { User } from \'./models.js\';\nmongoose.connect("x");', 'for (const u of us) await User.findById(u.id);\nfor (const u of us) Object.create(u);', ['mongoose read User.findById items+item']],
  ['Knex', 'import knex from \'knex\';\nconst db = knex({ client: "pg" });', 'for (const u of us) await db("users").where({ id: u.id }).first();\nfor (const u of us) await db("users").insert({ id: u.id });', ['knex read db.where.first items+item', 'knex insert db.insert items+item']],
])('reads what %s asks', async (_name, head, body, expected) => {
  const facts = await readFacts({ 'server.js': app(head, body), 'models.js': 'export class User {}\n' }, 'server.js');
  expect(itemsOf(facts['database.calls']).map(printed)).toEqual(expected);
});

it('opens a file that asks through a client of another file', async () => {
  const facts = await readFacts({
    'server.js': 'import express from \'express\';\nimport { names } from \'./names.js\';\nconst app = express();\napp.get(\'/x\', (req, res) => res.json(names([1])));\napp.listen(3000);\n',
    'client.js': 'import { PrismaClient } from \'@prisma/client\';\nexport const prisma = new PrismaClient();\n',
    'names.js': 'import { prisma } from \'./client.js\';\nexport async function names(ids) {\n  for (const id of ids) await prisma.user.findFirst({ where: { id } });\n}\n',
  }, 'server.js');
  expect(itemsOf(facts['database.calls']).map(printed)).toEqual(['prisma read prisma.user.findFirst items+item']);
});

const shown = ({ library, field, shared, checked }: ReadModifyWrite): string => [library, field, ...(shared ? ['shared'] : []), ...(checked ? ['checked'] : [])].join(' ');

it.each([
  ['Prisma', PRISMA, 'const w = await prisma.wallet.findUnique({ where: { id: 1 } });\nawait prisma.wallet.update({ where: { id: 1 }, data: { balance: w.balance + 5 } });', ['prisma balance shared']],
  ['Prisma, checked, with a name', PRISMA, 'const w = await prisma.wallet.findUnique({ where: { id: 1 } });\nif (w.balance < 5) throw new Error("x");\nconst next = w.balance - 5;\nawait prisma.wallet.update({ where: { id: 1 }, data: { balance: next } });', ['prisma balance shared checked']],
  ['Prisma, increment', PRISMA, 'const w = await prisma.wallet.findUnique({ where: { id: 1 } });\nawait prisma.wallet.update({ where: { id: 1 }, data: { balance: { increment: 5 } } });', []],
  ['pg', PG, 'const { rows } = await pool.query("SELECT * FROM w WHERE id = $1", [1]);\nconst w = rows[0];\nawait pool.query("UPDATE w SET balance = $1, name = $3 WHERE id = $2", [w.balance + 5, 1, "x"]);', ['pg balance shared']],
  ['pg, a lock', PG, 'const { rows } = await pool.query("SELECT * FROM w WHERE id = $1 FOR UPDATE", [1]);\nawait pool.query("UPDATE w SET balance = $1 WHERE id = $2", [rows[0].balance + 5, 1]);', []],
  ['a document', 'import mongoose from \'mongoose\';\nimport { User } from \'./models.js\';\nmongoose.connect("x");', 'const u = await User.findById(1);\nu.points += 5;\nawait u.save();', ['mongoose points shared']],
  ['Drizzle', 'import { drizzle } from \'drizzle-orm/node-postgres\';\nconst db = drizzle(process.env.U);', 'const [w] = await db.select().from(t).where(eq(t.id, 1));\nawait db.update(t).set({ stock: w.stock - 1 }).where(eq(t.id, 1));', ['drizzle stock shared']],
  ['another value', PRISMA, 'const w = await prisma.wallet.findUnique({ where: { id: 1 } });\nawait prisma.wallet.update({ where: { id: 1 }, data: { balance: req.body.balance + 5 } });', []],
])('sees values that are read, changed and written back: %s', async (_name, head, body, expected) => {
  const facts = await readFacts({ 'server.js': app(head, body), 'models.js': 'export class User {}\n' }, 'server.js');
  expect(itemsOf(facts['database.readModifyWrites']).map(shown)).toEqual(expected);
});

it.each([
  ['fetch', PRISMA, 'await prisma.$transaction(async (tx) => { await fetch("https://x.example"); });', ['fetch']],
  ['a client', `${PRISMA}\nimport Stripe from 'stripe';\nconst stripe = new Stripe("x");`, 'await prisma.$transaction(async (tx) => { await stripe.charges.create({}); });', ['stripe.create']],
  ['BEGIN and COMMIT', `${PG}\nimport axios from 'axios';`, 'const c = await pool.connect();\nawait c.query("BEGIN");\nawait axios.post("https://x.example");\nawait c.query("COMMIT");\nawait axios.get("https://y.example");', ['axios.post']],
  ['nothing is waited for', PRISMA, 'await prisma.$transaction(async (tx) => { void fetch("https://x.example"); });', []],
  ['a transaction of several statements', PRISMA, 'await fetch("https://x.example");\nawait prisma.$transaction([prisma.a.count(), prisma.b.count()]);', []],
])('sees what a transaction waits for: %s', async (_name, head, body, expected) => {
  const facts = await readFacts({ 'server.js': app(head, body) }, 'server.js');
  expect(itemsOf(facts['database.transactionWaits']).map(({ call }: TransactionWait) => call)).toEqual(expected);
});
