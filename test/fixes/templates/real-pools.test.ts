import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plain } from '../../../src/model/change.ts';
import { makeProject } from '../../support/cli.ts';
import { makeIn } from '../../support/planned.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { linkModules, nodeTool, PYTHON, run, WITHOUT_NODE, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** Modules with pooled connections, on a real database and a real HTTP server: many asks at once share a few connections. */
let postgres: Postgres;
let address: string;

beforeAll(async () => {
  if (WITHOUT_POSTGRES) return;
  postgres = await startPostgres();
  address = await postgres.create('pools');
});
afterAll(async () => {
  if (!WITHOUT_POSTGRES) await postgres.stop();
});

interface PoolCase {
  readonly template: string;
  readonly path: string;
  readonly with: Readonly<Record<string, Plain>>;
  /** Asks ten times at once and prints how many connections of the database it saw. */
  readonly program: string;
  /** How the address of the database is written where a host writes it in its own way. */
  readonly address?: (url: string) => string;
}

/** Ten queries at once, each long enough to need a connection of its own where there is one. */
const ASK = 'SELECT pg_backend_pid(), pg_sleep(0.1)';

const PYTHON_POOLS: Readonly<Record<string, PoolCase>> = {
  'SQLAlchemy': {
    template: 'sqlalchemy/pool.py', path: 'database.py', with: { driver: 'psycopg', poolSize: 2, maxOverflow: 1 },
    address: (url) => url.replace('postgresql:', 'postgres:'),
    program: `from concurrent.futures import ThreadPoolExecutor\nfrom database import get_session\nfrom sqlalchemy import text\n\ndef ask(_):\n    for session in get_session():\n        return session.execute(text("${ASK}")).scalar_one()\n\nwith ThreadPoolExecutor(10) as threads:\n    print(len(set(threads.map(ask, range(10)))))\n`,
  },
  'SQLAlchemy with asyncio': {
    template: 'sqlalchemy/async-pool.py', path: 'database.py', with: { poolSize: 2, maxOverflow: 1 },
    address: (url) => `${url}?sslmode=disable&channel_binding=disable`,
    program: `import asyncio\nfrom contextlib import asynccontextmanager\nfrom database import engine, get_session\nfrom sqlalchemy import text\n\nasync def ask():\n    async with asynccontextmanager(get_session)() as session:\n        return (await session.execute(text("${ASK}"))).scalar_one()\n\nasync def main():\n    print(len(set(await asyncio.gather(*[ask() for _ in range(10)]))))\n    await engine.dispose()\n\nasyncio.run(main())\n`,
  },
  'asyncpg': {
    template: 'asyncpg/pool.py', path: 'database.py', with: { poolSize: 3 },
    program: `import asyncio\nfrom database import database_pool\n\nasync def main():\n    async with database_pool() as pool:\n        print(len(set(await asyncio.gather(*[pool.fetchval("${ASK}") for _ in range(10)]))))\n\nasyncio.run(main())\n`,
  },
};

const NODE_POOLS: Readonly<Record<string, PoolCase>> = {
  'node-postgres': {
    template: 'pg/pool.js', path: 'database.mjs', with: { poolSize: 3 },
    program: `import { pool } from './database.mjs';\nconst rows = await Promise.all(Array.from({ length: 10 }, () => pool.query('${ASK}')));\nconsole.log(new Set(rows.map((each) => each.rows[0].pg_backend_pid)).size);\nawait pool.end();\n`,
  },
  'node-postgres from CommonJS': {
    template: 'pg/pool.cjs', path: 'database.cjs', with: { poolSize: 3 },
    program: `import { createRequire } from 'node:module';\nconst { pool } = createRequire(import.meta.url)('./database.cjs');\nconst rows = await Promise.all(Array.from({ length: 10 }, () => pool.query('${ASK}')));\nconsole.log(new Set(rows.map((each) => each.rows[0].pg_backend_pid)).size);\nawait pool.end();\n`,
  },
};

async function connectionsOf(program: string, one: PoolCase, name: string): Promise<string> {
  const { root, remove } = makeProject({ 'package.json': '{ "name": "app" }\n', Procfile: 'web: node app.js\n', 'app.js': '' });
  try {
    await makeIn(root, { kind: 'create-file', template: one.template, path: one.path, with: one.with });
    linkModules(root);
    writeFileSync(join(root, name), one.program);
    return (await run(program, [name], { cwd: root, env: { ...process.env, DATABASE_URL: one.address?.(address) ?? address } })).trim();
  } finally {
    remove();
  }
}

describe('a pool shares its connections (skipped until node scripts/setup-tools.mjs made the tools)', () => {
  test.skipIf(WITHOUT_POSTGRES || WITHOUT_PYTHON).each(Object.entries(PYTHON_POOLS))('%s', async (_, one) => {
    expect(await connectionsOf(PYTHON, one, 'ask.py')).toBe('3');
  });

  test.skipIf(WITHOUT_POSTGRES || WITHOUT_NODE).each(Object.entries(NODE_POOLS))('%s', async (_, one) => {
    expect(await connectionsOf(process.execPath, one, 'ask.mjs')).toBe('3');
  });

  test.skipIf(WITHOUT_POSTGRES || WITHOUT_NODE)('node-postgres goes on when the database ends a connection', async () => {
    const program = `import { pool } from './database.mjs';\nawait pool.query('SELECT 1');\nconst { Client } = (await import('pg')).default;\nconst other = new Client(process.env.DATABASE_URL);\nawait other.connect();\nawait other.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");\nawait other.end();\nwhile (pool.totalCount > 0) await new Promise((resolve) => setTimeout(resolve, 20));\nconsole.log((await pool.query('SELECT 17 AS number')).rows[0].number);\nawait pool.end();\n`;
    const one = { ...NODE_POOLS['node-postgres'], program } as PoolCase;
    expect(await connectionsOf(process.execPath, one, 'ask.mjs')).toMatch(/^a database connection was lost: .*\n17$/);
  });

  /** Prisma's client asks through node-postgres; its engine for migrations, which has to be fetched, is not needed to make it. */
  test.skipIf(WITHOUT_POSTGRES || WITHOUT_NODE)('Prisma', async () => {
    const { root, remove } = makeProject({
      'package.json': '{ "name": "app", "type": "module" }\n', Procfile: 'web: node app.js\n', 'app.js': '',
      'prisma/schema.prisma': 'generator client {\n  provider = "prisma-client"\n  output   = "../src/generated"\n}\n\ndatasource db {\n  provider = "postgresql"\n}\n\nmodel Ship {\n  id Int @id\n}\n',
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "target": "es2023", "strict": true, "skipLibCheck": true, "types": ["node"], "rootDir": "src", "outDir": "dist", "rewriteRelativeImportExtensions": true }, "include": ["src"] }\n',
    });
    try {
      await makeIn(root, { kind: 'create-file', template: 'prisma/client.ts', path: 'src/database.ts', with: { client: './generated/client.ts', poolSize: 3 } });
      linkModules(root);
      writeFileSync(join(root, 'src/ask.ts'), `import { prisma } from './database.ts';\n\nconst rows = await Promise.all(Array.from({ length: 10 }, () => prisma.$queryRawUnsafe<{ pid: number }[]>('SELECT pg_backend_pid() AS pid, pg_sleep(0.1)::text')));\nconsole.log(new Set(rows.map(([row]) => row?.pid)).size);\nawait prisma.$disconnect();\n`);
      await run(process.execPath, [nodeTool('prisma'), 'generate'], { cwd: root, env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' } });
      await run(nodeTool('tsc'), [], { cwd: root });
      expect((await run(process.execPath, ['dist/ask.js'], { cwd: root, env: { ...process.env, DATABASE_URL: address } })).trim()).toBe('3');
    } finally {
      remove();
    }
  });
});

describe('a client of HTTP keeps its connections and waits no longer than it is told (skipped until the tools are made)', () => {
  let server: Server;
  let connections = 0;
  let port = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url !== '/slow') setTimeout(() => response.end('done'), 20); // the other one is never answered
    });
    server.on('connection', () => { connections += 1; });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const PYTHON_CLIENTS: Readonly<Record<string, readonly [string, string]>> = {
    httpx: ['httpx/client.py', 'import asyncio, sys\nfrom client import http_client\n\nasync def main():\n    async with http_client() as client:\n        await asyncio.gather(*[client.get(sys.argv[1]) for _ in range(12)])\n        await client.get(sys.argv[1])\n        try:\n            await client.get(sys.argv[1] + "slow")\n        except Exception as error:\n            print(type(error).__name__)\n\nasyncio.run(main())\n'],
    aiohttp: ['aiohttp/session.py', 'import asyncio, sys\nfrom client import http_session\n\nasync def ask(session, url):\n    async with session.get(url) as response:\n        return await response.text()\n\nasync def main():\n    async with http_session() as session:\n        await asyncio.gather(*[ask(session, sys.argv[1]) for _ in range(12)])\n        await ask(session, sys.argv[1])\n        try:\n            await ask(session, sys.argv[1] + "slow")\n        except Exception as error:\n            print(type(error).__name__)\n\nasyncio.run(main())\n'],
  };

  async function asks(program: string, template: string, files: { readonly module: string; readonly ask: string; readonly text: string }): Promise<string> {
    const { root, remove } = makeProject({ 'package.json': '{ "name": "app" }\n', Procfile: 'web: node app.js\n', 'app.js': '' });
    try {
      connections = 0;
      await makeIn(root, { kind: 'create-file', template, path: files.module, with: { timeout: 4, connections: 4 } });
      linkModules(root);
      writeFileSync(join(root, files.ask), files.text);
      return (await run(program, [files.ask, `http://127.0.0.1:${port}/`], { cwd: root })).trim();
    } finally {
      remove();
    }
  }

  test.skipIf(WITHOUT_PYTHON).each(Object.entries(PYTHON_CLIENTS))('%s', async (name, [template, text]) => {
    expect(await asks(PYTHON, template, { module: 'client.py', ask: 'ask.py', text })).toBe(name === 'httpx' ? 'ReadTimeout' : 'TimeoutError');
    expect(connections).toBe(4);
  });

  test.skipIf(WITHOUT_NODE)('undici', async () => {
    const text = `import { request } from './client.mjs';\nconst url = process.argv[2];\nconst ask = async (path) => (await request(url + path)).text();\nawait Promise.all(Array.from({ length: 12 }, () => ask('')));\nawait ask('slow').catch((error) => console.log(error.cause?.code));\nprocess.exit();\n`;
    expect(await asks(process.execPath, 'undici/client.js', { module: 'client.mjs', ask: 'ask.mjs', text })).toBe('UND_ERR_HEADERS_TIMEOUT');
    expect(connections).toBe(4);
  });

  test('fetch', async () => {
    const text = `import { fetchWithin } from './client.mjs';\nconst url = process.argv[2];\nconsole.log(await (await fetchWithin(url)).text());\nawait fetchWithin(url + 'slow').catch((error) => console.log(error.name));\nawait fetchWithin(url + 'slow', { signal: AbortSignal.abort() }).catch((error) => console.log(error.name));\nawait fetchWithin(url, { timeout: 0.001 }).catch((error) => console.log(error.name));\n`;
    expect((await asks(process.execPath, 'node/fetch-within.js', { module: 'client.mjs', ask: 'ask.mjs', text })).split('\n')).toEqual(['done', 'TimeoutError', 'AbortError', 'TimeoutError']);
  });
});
