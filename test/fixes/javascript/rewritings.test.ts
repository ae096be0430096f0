import { describe, expect, it } from 'vitest';
import { JAVASCRIPT_REWRITINGS } from '../../../src/fixes/javascript/rewritings.ts';
import { parseTypeScript } from '../../../src/documents/typescript.ts';
import { absent, declared } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { contextOf, factAt, resultOf } from './support.ts';

interface Given {
  readonly path?: string;
  readonly library?: string;
  readonly framework?: string;
  readonly express?: string;
}

/** Rewrites at the places that stand between « and ». */
async function rewrite(how: string, marked: string, { path = 'app.js', library = 'express', framework = '', express = '5.1.0' }: Given = {}): Promise<string> {
  const text = marked.replace(/[«»]/g, '');
  const parts = [...marked.matchAll(/«([^»]*)»/g)].map(([, part = '']) => part);
  const [first, ...rest] = parts.map((part) => factAt(path, text, part));
  if (first === undefined) throw new Error('no place is marked');
  const file = { path, text };
  const known = <T>(name: string, value: T) => declared(name, value, file, { start: 0, end: 0 });
  const facts: FactSet = {
    'web.listens': known('web.listens', [{ at: first, library, host: absent('web.host'), port: absent('web.port'), portDefault: undefined }]),
    'runtime.framework': known('runtime.framework', framework),
    'runtime.dependencies': known('runtime.dependencies', [{ name: 'express', at: known('d', ''), specifier: express, extras: [], version: express, kind: 'production', language: 'node' }]),
  };
  const context = contextOf({ [path]: text }, { facts });
  const planned = await JAVASCRIPT_REWRITINGS[how]?.({ kind: 'rewrite', how, at: [first, ...rest] }, context);
  if (planned === undefined) throw new Error(`nothing is called ${how}`);
  const result = resultOf(planned, context, path);
  if (planned.ok) expect((await parseTypeScript(path, result)).ok, result).toBe(true);
  return result;
}

type Row = readonly [name: string, before: string, after: string, given?: Given];

const rows = (...all: readonly Row[]) => all.map(([name, before, after, given = {}]) => [name, before, after, given] as const);

describe('share-client', () => {
  it.each(rows(
    ['moves a Prisma client behind the imports', `import express from 'express';
import { PrismaClient } from '@prisma/client';

const site = express();
site.get('/orders', async (request, response) => {
  const prisma = «new PrismaClient()»;   // each time

  response.json(await prisma.order.count());
  await prisma.$disconnect();
});
`, `import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();   // each time

const site = express();
site.get('/orders', async (request, response) => {
  response.json(await prisma.order.count());
});
`],
    ['makes a pool of a connection, and does not open or close it', `const express = require("express")
const { Client } = require("pg")
require("dotenv").config()

const app = express()
app.get("/a", async (req, res) => {
	const client = «new Client({
		connectionString: process.env.DATABASE_URL,
	})»
	await client.connect()
	const { rows } = await client.query("select 1")
	await client.end()
	res.json(rows)
})
`, `const express = require("express")
const { Pool } = require("pg")
require("dotenv").config()

const pool = new Pool({
	connectionString: process.env.DATABASE_URL,
})

const app = express()
app.get("/a", async (req, res) => {
	const { rows } = await pool.query("select 1")
	res.json(rows)
})
`],
    ['imports the pool beside a connection that is used elsewhere', `import { Client } from 'pg';
export const other = new Client();
app.get('/a', async () => {
  const client = «new Client('postgres://db')»;
  await client.connect();
  try {
    const { rows } = await client.query('select 1');
    return rows;
  } finally {
    await client.end();
  }
});
`, `import { Client, Pool } from 'pg';

const pool = new Pool('postgres://db');
export const other = new Client();
app.get('/a', async () => {
  const { rows } = await pool.query('select 1');
  return rows;
});
`],
    ['keeps a catch, and renames nothing where the name is free', `import pg from 'pg';
import { url } from './config.js';
app.get('/a', async (request, response) => {
  const pool = «new pg.Pool({ connectionString: url })»;
  try {
    response.json(await pool.query('select 1'));
  } catch (error) {
    response.sendStatus(500);
  } finally {
    await pool.end();
  }
});
`, `import pg from 'pg';
import { url } from './config.js';

const pool = new pg.Pool({ connectionString: url });
app.get('/a', async (request, response) => {
  try {
    response.json(await pool.query('select 1'));
  } catch (error) {
    response.sendStatus(500);
  }
});
`],
    ['uses the one that an earlier fix has made', `import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
app.get('/a', async () => {
  const db = «new PrismaClient()»;
  return db.order.count();
});
`.replace('const db = «new PrismaClient()»', 'const db = «new PrismaClient( )»'), `import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
app.get('/a', async () => {
  return prisma.order.count();
});
`],
    ['follows what its options need', `import postgres from 'postgres';

const url = process.env.DATABASE_URL;
const options = { max: 4 };
const app = make();
app.get('/a', async () => {
  const sql = «postgres(url, options)»;
  return sql\`select 1\`;
});
`, `import postgres from 'postgres';

const url = process.env.DATABASE_URL;
const options = { max: 4 };
const sql = postgres(url, options);
const app = make();
app.get('/a', async () => {
  return sql\`select 1\`;
});
`],
    ['shares an agent that stands in options', `import https from 'node:https';
app.get('/a', async () => {
  const { data } = await axios.get(RATES, { httpsAgent: «new https.Agent({ keepAlive: true })» });
  return data;
});
`, `import https from 'node:https';

const httpsAgent = new https.Agent({ keepAlive: true });
app.get('/a', async () => {
  const { data } = await axios.get(RATES, { httpsAgent });
  return data;
});
`],
    ['keeps it across reloads of Next.js', `import { PrismaClient } from '@prisma/client';

export async function GET() {
  const prisma = «new PrismaClient()»;
  return Response.json(await prisma.order.count());
}
`, `import { PrismaClient } from '@prisma/client';

const globalForPrisma = globalThis as unknown as { prisma?: PrismaClient };
const prisma = globalForPrisma.prisma ?? new PrismaClient();
if (process.env.NODE_ENV !== 'production') globalForPrisma.prisma = prisma;

export async function GET() {
  return Response.json(await prisma.order.count());
}
`, { path: 'app/api/route.ts', framework: 'next' }],
    ['knows that files of Next.js may be JavaScript', `import { PrismaClient } from "@prisma/client"
export default async function handler(req, res) {
  const prisma = «new PrismaClient()»
  res.json(await prisma.order.count())
}
`, `import { PrismaClient } from "@prisma/client"

const prisma = globalThis.prisma ?? new PrismaClient()
if (process.env.NODE_ENV !== "production") globalThis.prisma = prisma
export default async function handler(req, res) {
  res.json(await prisma.order.count())
}
`, { path: 'pages/api/a.js', framework: 'next' }],
    ['refuses options of the request', "app.get('/a', (request) => { const pool = «new Pool({ host: request.query.host })»; return pool.query('x'); });", 'refused: it is made with request, which each request has of its own'],
    ['refuses a transaction', "import { Client } from 'pg';\napp.get('/a', async () => {\n  const client = «new Client()»;\n  await client.query('BEGIN');\n});", 'refused: client is used for more than single queries'],
    ['refuses what leaves the function', "import { Pool } from 'pg';\nfunction open() {\n  const pool = «new Pool()»;\n  return pool;\n}", 'refused: pool leaves the function, and could be closed elsewhere'],
    ['refuses a client that each request sets up', "import axios from 'axios';\nasync function read(token) {\n  const api = «axios.create()»;\n  api.interceptors.request.use(add(token));\n  return api.get('/a');\n}", 'refused: api.interceptors would be set up again by each request'],
    ['refuses a close that is no statement', "import { Pool } from 'pg';\nasync function read() {\n  const pool = «new Pool()»;\n  return pool.query('a').finally(() => pool.end());\n}", 'refused: pool.end() stands where it cannot simply go'],
    ['refuses a name that is taken', "import { Pool } from 'pg';\nconst pool = other();\nasync function read() {\n  const pool = «new Pool()»;\n  return pool.query('a');\n}", 'refused: the name pool means something else in this module'],
    ['refuses what is declared later', "import { Pool } from 'pg';\nasync function read() {\n  const pool = «new Pool(config)»;\n  return pool.query('a');\n}\nconst config = {};", 'refused: what it is made with is declared further down'],
    ['refuses a client that is nowhere kept', "async function read() {\n  return «new Pool()».query('a');\n}", 'refused: it is not kept in a variable of its own'],
    ['refuses one that is made once', 'export const pool = «new Pool()»;', 'refused: it is made once already'],
    ['refuses a client that must connect first', "import { createClient } from 'redis';\nasync function read() {\n  const redis = «createClient()»;\n  await redis.connect();\n}", 'refused: a shared client of this library must connect while the program starts'],
  ))('%s', async (_, before, after, given) => {
    expect(await rewrite('share-client', before, given)).toBe(after);
  });
});

describe('unblock-call', () => {
  it.each(rows(
    ['of the module', "import fs from 'node:fs';\nasync function a() {\n  return «fs.readFileSync('a', 'utf8')»;\n}", "import fs from 'node:fs';\nasync function a() {\n  return await fs.promises.readFile('a', 'utf8');\n}"],
    ['of require', "const fs = require('fs');\nasync function a() {\n  return JSON.parse(«fs.readFileSync('a')»);\n}", "const fs = require('fs');\nasync function a() {\n  return JSON.parse(await fs.promises.readFile('a'));\n}"],
    ['that is imported by name', "import { readFileSync } from 'node:fs';\nconst a = async () => «readFileSync('a')».toString();", "import { readFile } from 'node:fs/promises';\nconst a = async () => (await readFile('a')).toString();"],
    ['that is imported with others', "import { existsSync, readFileSync } from 'fs';\nconst a = async () => existsSync('a') && «readFileSync('a')»;", "import { existsSync } from 'fs';\nimport { readFile } from 'fs/promises';\nconst a = async () => existsSync('a') && await readFile('a');"],
    ['that is used elsewhere too', "const { readFileSync } = require(\"fs\")\nconst b = readFileSync('b')\nconst a = async () => «readFileSync('a')»", "const { readFileSync } = require(\"fs\")\nconst { readFile } = require('fs/promises')\nconst b = readFileSync('b')\nconst a = async () => await readFile('a')"],
    ['twice', "import { readFileSync } from 'fs';\nconst a = async () => «readFileSync('a')» + «readFileSync('b')»;", "import { readFile } from 'fs/promises';\nconst a = async () => await readFile('a') + await readFile('b');"],
    ['of bcrypt', "import bcrypt from 'bcrypt';\nconst a = async (word) => «bcrypt.hashSync(word, 10)»;", "import bcrypt from 'bcrypt';\nconst a = async (word) => await bcrypt.hash(word, 10);"],
    ['of a handler of Express 5', "import fs from 'fs';\napp.get('/a', (request, response) => {\n  response.send(«fs.readFileSync('a')»);\n});", "import fs from 'fs';\napp.get('/a', async (request, response) => {\n  response.send(await fs.promises.readFile('a'));\n});"],
    ['not of Express 4', "import fs from 'fs';\napp.get('/a', (request, response) => {\n  response.send(«fs.readFileSync('a')»);\n});", 'refused: Express before 5 does not catch what an async handler throws: the process would end', { express: '^4.19.0' }],
    ['not of a function inside', "import fs from 'fs';\nconst a = async (names) => names.map((name) => «fs.readFileSync(name)»);", 'refused: the function around it is not async, and who calls it would have to wait too'],
    ['not without a promise', "import { execSync } from 'child_process';\nconst a = async () => «execSync('ls')»;", 'refused: execSync has no version that is awaited in the same way'],
    ['not of a file that is written again', "import fs from 'fs';\nasync function count() {\n  const seen = JSON.parse(«fs.readFileSync(PATH)»);\n  fs.writeFileSync(PATH, JSON.stringify(seen + 1));\n}", 'refused: the file is read and written again, and another request could come in between'],
    ['of a file and its copy', "import fs from 'fs';\nasync function copy(a, b) {\n  fs.writeFileSync(b, «fs.readFileSync(a)»);\n}", "import fs from 'fs';\nasync function copy(a, b) {\n  fs.writeFileSync(b, await fs.promises.readFile(a));\n}"],
    ['not of a name that is taken', "import { readFileSync, readFile } from 'fs';\nconst a = async () => «readFileSync('a')»;", 'refused: readFile means something else in this module'],
  ))('%s', async (_, before, after, given) => {
    expect(await rewrite('unblock-call', before, given)).toBe(after);
  });
});

describe('handle-shutdown', () => {
  it.each(rows(
    ['keeps the server of Express', "«app.listen(3000, () => {\n  console.log('up');\n})»; // go\n", "const server = app.listen(3000, () => {\n  console.log('up');\n}); // go\n\nprocess.on('SIGTERM', () => {\n  server.keepAliveTimeout = 1; // no connection is kept after its answer\n  server.close(() => process.exit(0));\n});\n"],
    ['uses the variable that is there', 'const web = «app.listen(3000)»\r\n', 'const web = app.listen(3000)\r\n\r\nprocess.on("SIGTERM", () => {\r\n  web.keepAliveTimeout = 1 // no connection is kept after its answer\r\n  web.close(() => process.exit(0))\r\n})\r\n'],
    ['closes a server of http', "const http = createServer(app);\n«http.listen(3000)»;", 'const http = createServer(app);\nhttp.listen(3000);\n\nprocess.on("SIGTERM", () => {\n  http.keepAliveTimeout = 1; // no connection is kept after its answer\n  http.close(() => process.exit(0));\n});', { library: 'http' }],
    ['keeps what is only guessed to be a server', '«app.listen(3000)»;', 'const server = app.listen(3000);\n\nprocess.on("SIGTERM", () => {\n  server.keepAliveTimeout = 1; // no connection is kept after its answer\n  server.close(() => process.exit(0));\n});', { library: 'http' }],
    ['waits for Fastify', "async function main() {\n\tawait «app.listen({ port: 3000, host: '::' })»;\n}", "async function main() {\n\tawait app.listen({ port: 3000, host: '::' });\n\n\tprocess.on('SIGTERM', async () => {\n\t\tapp.server.keepAliveTimeout = 1; // no connection is kept after its answer\n\t\tawait app.close();\n\t\tprocess.exit(0);\n\t});\n}", { library: 'fastify' }],
    ['turns the hooks of Nest on', "async function main() {\n  const app = await NestFactory.create(Root);\n  await «app.listen(3000)»;\n}", "async function main() {\n  const app = await NestFactory.create(Root);\n  app.enableShutdownHooks();\n  await app.listen(3000);\n}", { library: 'nest' }],
    ['finds another name', 'const server = 1;\n«app.listen(3000)»;', 'const server = 1;\nconst httpServer = app.listen(3000);\n\nprocess.on("SIGTERM", () => {\n  httpServer.keepAliveTimeout = 1; // no connection is kept after its answer\n  httpServer.close(() => process.exit(0));\n});'],
    ['leaves chains alone', "«app.listen(3000)».on('error', stop);", 'refused: the server that it opens cannot be kept in a variable'],
    ['leaves callbacks alone', 'connect().then(() => «app.listen(3000)»);', 'refused: the server that it opens cannot be kept in a variable'],
    ['says what it does not know', '«Bun.serve({})»;', 'refused: it is not known how bun is stopped', { library: 'bun' }],
  ))('%s', async (_, before, after, given) => {
    expect(await rewrite('handle-shutdown', before, given)).toBe(after);
  });
});

describe('add-timeout', () => {
  it.each([
    ['await «fetch(url)»;', 'await fetch(url, { signal: AbortSignal.timeout(10000) });'],
    ["await «fetch('https://a', { method: 'POST' })»;", "await fetch('https://a', { method: 'POST', signal: AbortSignal.timeout(10000) });"],
    ['await «axios.get(`https://${host}`)»;', 'await axios.get(`https://${host}`, { timeout: 10000 });'],
    ["«axios.create({ baseURL: 'https://a' })»;", "axios.create({ baseURL: 'https://a', timeout: 10000 });"],
    ["await «got('https://a')»;", "await got('https://a', { timeout: { request: 10000 } });"],
    ["await «axios.get('a')»; await «axios.get('b')»;", "await axios.get('a', { timeout: 10000 }); await axios.get('b', { timeout: 10000 });"],
  ])('%s', async (before, after) => {
    expect(await rewrite('add-timeout', before)).toBe(after);
  });
});

describe('debug-from-environment', () => {
  it.each([
    ["import errors from 'errorhandler';\napp.use(«errors()»); // pages\n", "import errors from 'errorhandler';\nif (process.env.NODE_ENV === 'development') {\n  app.use(errors()); // pages\n}\n"],
    ['function use(app) {\n  app.use(«errors({\n    log: false,\n  })»);\n}\n', 'function use(app) {\n  if (process.env.NODE_ENV === "development") {\n    app.use(errors({\n      log: false,\n    }));\n  }\n}\n'],
    ['const page = «errors()»;', 'refused: it is not used by a statement of its own'],
  ])('%s', async (before, after) => {
    expect(await rewrite('debug-from-environment', before)).toBe(after);
  });
});
