import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scan } from '../../../src/scan.ts';
import { startPostgres, type Postgres } from '../../support/real-postgres.ts';
import { linkModules, PYTHON, WITHOUT_NODE, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** Arguments as Python writes them; a text also for addresses. Each is one that some driver takes. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  pool_size: '5', max_overflow: '2', pool_pre_ping: 'True', pool_recycle: '600', pool_timeout: '10', pool_use_lifo: 'True',
  keepalives: '1', keepalives_idle: '60', keepalives_interval: '10', keepalives_count: '3', sslmode: '"disable"', sslrootcert: '"/nowhere"', sslcert: '"/nowhere"', sslkey: '"/nowhere"', sslcrl: '"/nowhere"',
  channel_binding: '"disable"', connect_timeout: '5', application_name: '"shop"', options: '"-c jit=off"', gssencmode: '"disable"', tcp_user_timeout: '1000', hostaddr: '"127.0.0.1"',
  client_encoding: '"utf8"', fallback_application_name: '"shop"',
  command_timeout: '5', statement_cache_size: '0', prepared_statement_cache_size: '0', max_inactive_connection_lifetime: '100', direct_tls: 'False', ssl: '"disable"', timeout: '5',
  connection_limit: '5', pgbouncer: '"true"', minsize: '1', maxsize: '5', max_connections: '5', min_size: '1', max_size: '5', max_queries: '100',
};

/** Which side of TLS the text "false" is on is no matter of the name. */
const IN_ADDRESS = without(ARGUMENTS, ['direct_tls']);

/** Arguments that no address can hold. */
const IN_CODE: Readonly<Record<string, string>> = { ...ARGUMENTS, server_settings: '{"jit": "off"}', prepared_statement_name_func: 'lambda: __import__("uuid").uuid4().hex' };

/** Names of pools, which only the rule's lists for engines and pools know. */
const OF_POOLS = ['max_inactive_connection_lifetime', 'min_size', 'max_size', 'max_queries'];
const POOLS = ['connection_limit', 'pgbouncer', 'minsize', 'maxsize', 'max_connections', ...OF_POOLS];

interface Way {
  readonly title: string;
  /** The program for one argument; `address` is that of the server, `text` the argument in an address. */
  readonly program: (address: string, name: string, value: string) => string;
  readonly arguments: Readonly<Record<string, string>>;
}

const ENGINES: readonly (readonly [string, string])[] = [['asyncpg', 'async'], ['psycopg2', 'sync'], ['psycopg', 'sync']];

function engine(driver: string, flavour: string, url: string, more: string): string {
  const scheme = `postgresql+${driver}`;
  return flavour === 'async'
    ? `from sqlalchemy import text\nfrom sqlalchemy.ext.asyncio import create_async_engine\nengine = create_async_engine("${scheme}${url}"${more})\n\nasync def connect():\n    async with engine.connect() as c:\n        await c.execute(text("select 1"))\n    await engine.dispose()\n`
    : `from sqlalchemy import create_engine, text\nengine = create_engine("${scheme}${url}"${more})\n\ndef connect():\n    with engine.connect() as c:\n        c.execute(text("select 1"))\n    engine.dispose()\n`;
}

const inAddress = (value: string): string => value.replaceAll('"', '').replace('-c jit=off', '-c%20jit%3Doff').replace('True', 'true').replace('False', 'false');

const WAYS: readonly Way[] = [
  ...ENGINES.flatMap(([driver, flavour]): readonly Way[] => [
    { title: `SQLAlchemy and ${driver}, in the address`, arguments: IN_ADDRESS, program: (address, name, value) => engine(driver, flavour, `${address}?${name}=${inAddress(value)}`, '') },
    { title: `SQLAlchemy and ${driver}, in connect_args`, arguments: IN_CODE, program: (address, name, value) => engine(driver, flavour, address, `, connect_args={"${name}": ${value}}`) },
  ]),
  { title: 'asyncpg.connect', arguments: without(IN_CODE, ['prepared_statement_cache_size', 'prepared_statement_name_func', ...OF_POOLS]),
    program: (address, name, value) => `import asyncpg\n\nasync def connect():\n    c = await asyncpg.connect("postgresql${address}", ${name}=${value})\n    await c.execute("select 1")\n    await c.close()\n` },
  { title: 'asyncpg.create_pool', arguments: without(IN_CODE, ['prepared_statement_cache_size', 'prepared_statement_name_func', 'min_size']),
    program: (address, name, value) => `import asyncpg\n\nasync def connect():\n    pool = await asyncpg.create_pool("postgresql${address}", min_size=1, ${name}=${value})\n    await pool.execute("select 1")\n    await pool.close()\n` },
  { title: 'psycopg2.connect', arguments: without(IN_CODE, POOLS),
    program: (address, name, value) => `import psycopg2\n\ndef connect():\n    psycopg2.connect("postgresql${address}", ${name}=${value}).close()\n` },
  { title: 'psycopg.connect', arguments: without(IN_CODE, POOLS),
    program: (address, name, value) => `import psycopg\n\ndef connect():\n    psycopg.connect("postgresql${address}", ${name}=${value}).close()\n` },
  { title: 'asyncpg, in the address', arguments: { pool_size: '5', min_size: '1', max_size: '5', connect_timeout: '5', channel_binding: '"disable"', keepalives_idle: '60', pgbouncer: '"true"', sslmode: '"disable"', application_name: '"shop"', statement_timeout: '5000' },
    program: (address, name, value) => `import asyncpg\n\nasync def connect():\n    c = await asyncpg.connect("postgresql${address}?${name}=${inAddress(value)}")\n    await c.close()\n` },
  { title: 'server_settings of asyncpg', arguments: { text: '"5000"', number: '5000', yes: 'True' },
    program: (address, _name, value) => `import asyncpg\n\nasync def connect():\n    c = await asyncpg.connect("postgresql${address}", server_settings={"${value === 'True' ? 'jit' : 'statement_timeout'}": ${value}})\n    await c.close()\n` },
  { title: 'classes of pools', arguments: { NullPool: 'pool_size=5', StaticPool: 'max_overflow=1', QueuePool: 'pool_size=5' },
    program: (address, name, value) => `from sqlalchemy.pool import ${name}\n${engine('psycopg2', 'sync', address, `, poolclass=${name}, ${value}`).replace('engine = ', 'def make():\n    return ').replaceAll('engine.', 'make().')}` },
];

function without(all: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}

interface Cell {
  readonly way: Way;
  readonly name: string;
  readonly module: string;
}

const CELLS: readonly Cell[] = WAYS.flatMap((way, index) => Object.keys(way.arguments).map((name) => ({ way, name, module: `way_${index}_${name}` })));

const root = mkdtempSync(join(tmpdir(), 'optimize-arguments-'));
let postgres: Postgres;

beforeAll(async () => {
  if (!WITHOUT_POSTGRES) postgres = await startPostgres();
});

afterAll(async () => {
  if (!WITHOUT_POSTGRES) await postgres.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Files in which the rule finds an argument that a driver refuses, and in which it finds one that a driver ignores. */
async function judged(folder: string): Promise<{ readonly refused: ReadonlySet<string>; readonly ignored: ReadonlySet<string> }> {
  const { report } = await scan(folder, { asOf: '2026-11-22' });
  const findings = report.services.flatMap(({ findings: all }) => all).filter(({ rule }) => rule === 'database/driver-arguments');
  const paths = (severity: string) => new Set(findings.filter((finding) => finding.severity === severity).flatMap(({ evidence: [first] }) =>
    (first?.provenance !== undefined && first.provenance.kind === 'declared' ? [first.provenance.file.path] : [])));
  return { refused: paths('critical'), ignored: paths('high') };
}

test.skipIf(WITHOUT_PYTHON || WITHOUT_POSTGRES)('each argument that the rule calls refused is refused by its driver, and no other', async () => {
  const folder = join(root, 'python');
  mkdirSync(folder, { recursive: true });
  const address = `://tester@127.0.0.1:${new URL(postgres.url).port}/postgres`;
  for (const { way, name, module } of CELLS) writeFileSync(join(folder, `${module}.py`), way.program(address, name, way.arguments[name] ?? ''));
  writeFileSync(join(folder, 'main.py'), `from fastapi import FastAPI\n${CELLS.map(({ module }) => `import ${module}\n`).join('')}\napp = FastAPI()\n`);
  writeFileSync(join(folder, 'Procfile'), 'web: uvicorn main:app --host 0.0.0.0 --port $PORT\n');
  writeFileSync(join(folder, 'requirements.txt'), 'fastapi\nuvicorn\nsqlalchemy>=2\nasyncpg\n');
  const { stdout, stderr } = spawnSync(PYTHON, [fileURLToPath(new URL('connect_with.py', import.meta.url))], { cwd: folder, input: JSON.stringify(CELLS.map(({ module }) => module)), encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const errors = JSON.parse(stdout) as Readonly<Record<string, string | null>>;
  const { refused } = await judged(folder);
  const line = ({ way, name }: Cell, isRefused: boolean) => `${way.title}: ${name} is ${isRefused ? 'refused' : 'taken'}`;
  expect(CELLS.map((cell) => line(cell, refused.has(`${cell.module}.py`)))).toEqual(CELLS.map((cell) => line(cell, errors[cell.module] !== null)));
});

interface NodeWay {
  readonly title: string;
  readonly names: readonly string[];
  /** The program for one argument; its `connect` uses the database and gives the size of the pool. */
  readonly program: (address: string, name: string) => string;
  /** The size where the argument does nothing. */
  readonly standard: number;
}

const SIZES = ['max', 'poolSize', 'pool_size', 'connectionLimit', 'maxConnections', 'max_connections'];
const QUERIES = ['max', 'pool_size', 'connection_limit', 'pool_timeout', 'pgbouncer', 'application_name'];

const NODE_WAYS: readonly NodeWay[] = [
  { title: 'pg', names: SIZES, standard: 10, program: (address, name) =>
    `import pg from 'pg';\nexport const pool = new pg.Pool({ connectionString: '${address}', ${name}: 3 });\nexport async function connect() { await pool.query('select 1'); return pool.options.max; }\n` },
  { title: 'pg, in the address', names: QUERIES, standard: 10, program: (address, name) =>
    `import pg from 'pg';\nexport const pool = new pg.Pool({ connectionString: '${address}?${name}=3' });\nexport async function connect() { await pool.query('select 1'); return pool.options.max; }\n` },
  { title: 'postgres.js', names: SIZES, standard: 10, program: (address, name) =>
    `import postgres from 'postgres';\nexport const sql = postgres('${address}', { ${name}: 3 });\nexport async function connect() { await sql\`select 1\`; return sql.options.max; }\n` },
  { title: 'postgres.js, in the address', names: ['max', 'connection_limit', 'pool_timeout', 'pgbouncer', 'pool_size', 'poolSize', 'channel_binding', 'schema', 'connect_timeout', 'application_name'], standard: 10, program: (address, name) =>
    `import postgres from 'postgres';\nexport const sql = postgres('${address}?${name}=3');\nexport async function connect() { await sql\`select 1\`; return sql.options.max; }\n` },
  { title: 'mysql2', names: SIZES, standard: 10, program: (_address, name) =>
    `import mysql from 'mysql2';\nexport const pool = mysql.createPool({ host: '127.0.0.1', port: 1, ${name}: 3 });\nexport const connect = () => pool.config.connectionLimit;\n` },
  { title: 'Sequelize', names: ['max', 'maxConnections', 'size'], standard: 5, program: (address, name) =>
    `import { Sequelize } from 'sequelize';\nexport const sequelize = new Sequelize('${address}', { logging: false, pool: { ${name}: 3 } });\nexport async function connect() { await sequelize.query('select 1'); return sequelize.connectionManager.pool.maxSize; }\n` },
  { title: 'Knex', names: ['max', 'min', 'size', 'idle', 'evict', 'acquire', 'acquireTimeout', 'idleTimeout', 'poolSize', 'pool_size', 'maxConnections', 'max_connections', 'connectionLimit', 'connectionTimeoutMillis', 'testOnBorrow', 'maxWaitingClients', 'numTestsPerEvictionRun', 'acquireTimeoutMillis', 'idleTimeoutMillis'],
    standard: 10, program: (address, name) =>
      `import knex from 'knex';\nexport const db = knex({ client: 'pg', connection: '${address}', pool: { ${name}: ${name === 'acquireTimeoutMillis' ? 30_000 : 3} } });\nexport async function connect() { await db.raw('select 1'); return db.client.pool.max; }\n` },
  { title: 'the adapter of Prisma', names: ['max'], standard: 10, program: (address, name) =>
    `import { PrismaClient } from './generated/prisma/client.js';\nimport { PrismaPg } from '@prisma/adapter-pg';\nconst adapter = new PrismaPg({ connectionString: '${address}', ${name}: 3 });\nexport const prisma = new PrismaClient({ adapter });\nexport async function connect() { const made = await adapter.connect(); return (made.underlyingDriver?.() ?? made.client).options.max; }\n` },
  { title: 'the adapter of Prisma, in the address', names: ['connection_limit', 'pool_timeout', 'pgbouncer', 'max'], standard: 10, program: (address, name) =>
    `import { PrismaClient } from './generated/prisma/client.js';\nimport { PrismaPg } from '@prisma/adapter-pg';\nconst adapter = new PrismaPg({ connectionString: '${address}?${name}=3' });\nexport const prisma = new PrismaClient({ adapter });\nexport async function connect() { const made = await adapter.connect(); return (made.underlyingDriver?.() ?? made.client).options.max; }\n` },
];

test.skipIf(WITHOUT_NODE || WITHOUT_POSTGRES)('each argument that the rule calls ignored or refused is so by its library, and no other', async () => {
  const folder = join(root, 'node');
  mkdirSync(join(folder, 'generated/prisma'), { recursive: true });
  linkModules(folder);
  const cells = NODE_WAYS.flatMap((way, index) => way.names.map((name) => ({ way, name, module: `way-${index}-${name}` })));
  for (const { way, name, module } of cells) writeFileSync(join(folder, `${module}.js`), way.program(postgres.url, name));
  writeFileSync(join(folder, 'generated/prisma/client.js'), 'export class PrismaClient { constructor(options) { this.adapter = options.adapter; } }\n');
  writeFileSync(join(folder, 'index.js'), `import express from 'express';\n${cells.map(({ module }) => `import './${module}.js';\n`).join('')}express().listen(process.env.PORT);\n`);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts: { start: 'node index.js' }, dependencies: { express: '5', pg: '8', postgres: '3' } }));
  writeFileSync(join(folder, 'Procfile'), 'web: node index.js\n');
  const program = fileURLToPath(new URL('connect-with.mjs', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [program], { cwd: folder, input: JSON.stringify(cells.map(({ module }) => module)), encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const answers = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Readonly<Record<string, { readonly error: string | null; readonly size?: number | string }>>;
  const { refused, ignored } = await judged(folder);
  const said = cells.map(({ way, name, module }) => `${way.title}: ${name} is ${refused.has(`${module}.js`) ? 'refused' : ignored.has(`${module}.js`) ? 'ignored' : 'taken'}`);
  expect(said).toEqual(cells.map(({ way, name, module }) => {
    const { error, size } = answers[module] ?? { error: 'nothing' };
    const isSize = SIZES.includes(name) || way.title === 'Sequelize' || /limit|timeout|pgbouncer/.test(name);
    const hasEffect = Number(size) !== way.standard || !isSize || (way.title.startsWith('postgres.js, in') && name === 'connect_timeout') || way.title === 'Knex';
    return `${way.title}: ${name} is ${error !== null ? 'refused' : hasEffect ? 'taken' : 'ignored'}`;
  }));
});
