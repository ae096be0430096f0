import { expect, it } from 'vitest';
import type { SqlUse } from '../../../src/model/facts/statements.ts';
import { readFacts } from '../javascript/support.ts';
import { itemsOf, read } from '../python/read.ts';

const printed = ({ does, library, scope, transaction, shared, inLoop, at }: SqlUse, text: string): string => {
  const place = at.provenance.kind === 'declared' ? at.provenance.range : { start: 0, end: 0 };
  return [library, does.kind, scope, transaction, ...(shared === 1 ? [] : [String(shared)]), ...(inLoop ? ['loop'] : []), JSON.stringify(text.slice(place.start, place.start + 12))].join(' ');
};

const FASTAPI = 'from fastapi import FastAPI\nfrom sqlalchemy import text\nimport asyncpg, psycopg2\n\napp = FastAPI()\n\n';
it.each([
  ['text', '@app.get("/")\ndef f(session):\n  session.execute(text("SELECT * FROM t WHERE a = :a"))\n', ['sqlalchemy select request yes "SELECT * FRO"']],
  ['a name', 'LIST = """\n  SELECT a FROM t\n  LIMIT :n"""\n@app.get("/")\ndef f(session):\n  session.execute(text(LIST))\n', ['sqlalchemy select request yes "SELECT a FRO"']],
  ['an f-string', '@app.get("/")\ndef f(session, table):\n  session.execute(text(f"TRUNCATE {table}"))\n', ['sqlalchemy truncate request yes "TRUNCATE {ta"']],
  ['asyncpg', '@app.get("/")\nasync def f():\n  conn = await asyncpg.connect()\n  for x in y:\n    await conn.execute("DELETE FROM t; VACUUM t")\n', ['asyncpg delete request no 2 loop "DELETE FROM "', 'asyncpg vacuum request no 2 loop "VACUUM t\\")\\n"']],
  ['a transaction block', '@app.get("/")\nasync def f():\n  conn = await asyncpg.connect()\n  async with conn.transaction():\n    await conn.execute("TRUNCATE t")\n', ['asyncpg truncate request yes "TRUNCATE t\\")"']],
  ['escapes', '@app.get("/")\nasync def f():\n  conn = await asyncpg.connect()\n  await conn.execute("DELETE FROM t\\n")\n', ['asyncpg delete request no "DELETE FROM "']],
  ['a text whose first line goes on', '@app.get("/")\nasync def f():\n  conn = await asyncpg.connect()\n  await conn.execute("""\\\n    TRUNCATE t;\n    DELETE FROM t""")\n', ['asyncpg truncate request no 2 "TRUNCATE t;\\n"', 'asyncpg delete request no 2 "DELETE FROM "']],
  ['several strings', '@app.get("/")\nasync def f(a):\n  conn = await asyncpg.connect()\n  await conn.execute(\n    "" # none\n    "TRUNCATE \\x74; "\n    f"DELETE FROM {a}")\n', ['asyncpg truncate request no 2 "TRUNCATE \\\\x7"', 'asyncpg delete request no 2 "DELETE FROM "']],
  ['autocommit somewhere', 'conn = psycopg2.connect()\nconn.autocommit = True\n@app.get("/")\ndef f():\n  conn.cursor().execute("VACUUM t")\n', ['unknown vacuum request unknown "VACUUM t\\")\\n"']],
  ['no SQL', '@app.get("/")\ndef f(job):\n  job.execute("select me")\n  job.execute("SELECT 1")\n', []],
])('reads the SQL of Python: %s', async (_, body, expected) => {
  const source = `${FASTAPI}${body}`;
  const { facts } = await read({ 'main.py': source });
  expect(itemsOf(facts['schema.queries']).map((use) => printed(use, source))).toEqual(expected);
});

it('leaves SQL to SQLite alone', async () => {
  const { facts } = await read({ 'main.py': 'import sqlite3\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get("/")\ndef f():\n  sqlite3.connect("x").execute("SELECT * FROM t")\n' });
  expect(itemsOf(facts['schema.queries'])).toEqual([]);
});

const EXPRESS = "import express from 'express';\nimport pg from 'pg';\nconst pool = new pg.Pool();\nconst app = express();\n";
it.each([
  ['a text', "app.get('/', async (req, res) => { await pool.query('SELECT * FROM t'); });", ['pg select request no "SELECT * FRO"']],
  ['a template', 'app.get("/", async (req, res) => { await pool.query(`DELETE FROM t WHERE a = ${req.a} AND b = $1`, [1]); });', ['pg delete request no "DELETE FROM "']],
  ['a template with escapes', 'app.get("/", async (req, res) => { await pool.query(`\\\n  TRUNCATE \\x74;\r\n ${req.a}; DELETE FROM t`); });', ['pg truncate request no 3 "TRUNCATE \\\\x7"', 'pg refused request no 3 "${req.a}; DE"', 'pg delete request no 3 "DELETE FROM "']],
  ['a string with escapes', "app.get('/', async (req, res) => { await pool.query('\\u{41}\\n; TRUNCATE \\'t'); });", []],
  ['a parameter with a number', 'app.get("/", async (req, res) => { await pool.query(`UPDATE t SET a = $${n}`, [1]); });', ['pg update request no "UPDATE t SET"']],
  ['a query object', 'app.get("/", async (req, res) => { await pool.query({ text: "TRUNCATE t" }); });', ['pg truncate request no "TRUNCATE t\\" "']],
  ['a tag', 'app.get("/", async (req, res) => { for (const a of b) await sql`SELECT * FROM t WHERE a = ${a}`; });', ['pg select request no loop "SELECT * FRO"']],
  ['a tag with an escape of no character', 'app.get("/", async (req, res) => { await sql`TRUNCATE t; SELECT \'\\u{FFFFFFF}\'`; });', []],
  ['a client in a transaction', 'app.get("/", async (req, res) => { const c = await pool.connect(); await c.query("BEGIN"); await c.query("TRUNCATE t"); });', ['pg begin request yes "BEGIN\\"); awa"', 'pg truncate request unknown "TRUNCATE t\\")"']],
  ['Prisma', 'app.get("/", async (req, res) => { await prisma.$queryRaw`SELECT * FROM t`; });', ['prisma select request no "SELECT * FRO"']],
  ['no SQL', 'app.get("/", async (req, res) => { await graph.query("{ a }"); });', []],
])('reads the SQL of JavaScript: %s', async (_, body, expected) => {
  const source = `${EXPRESS}${body}\napp.listen(3000);\n`;
  const facts = await readFacts({ 'server.js': source, 'package.json': '{ "dependencies": { "pg": "8" } }' }, 'server.js');
  expect(itemsOf(facts['schema.queries']).map((use) => printed(use, source))).toEqual(expected);
});
