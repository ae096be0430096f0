import { describe, expect, it } from 'vitest';
import type { Pool } from '../../../src/model/facts/data.ts';
import { readFacts } from './support.ts';

function printPool({ library, maximum, scope, served, database, kind }: Pool): string {
  const limit = maximum.state === 'known' ? `${maximum.value} ${maximum.provenance.kind}` : `? ${maximum.state === 'unresolved' ? maximum.reason : ''}`;
  return `${library} ${kind} ${limit} | ${scope}${served ? '' : ' unserved'} | ${database.state === 'known' ? database.value : database.state}`;
}

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly pools: readonly string[];
}

const START = `import express from 'express'; const app = express(); app.listen(3000);`;
const CASES: readonly Case[] = [
  {
    name: 'a default inside an expression, and a migration script',
    files: {
      'index.js': `${START} import { db } from './db.js';`,
      'db.js': `import pg from 'pg'; const connectionString = process.env.DATABASE_URL; export const db = new pg.Pool({ connectionString, max: Number(process.env.DATABASE_POOL_MAX ?? 10) });`,
      'scripts/migrate.js': `const { Pool } = require('pg'); const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });`,
    },
    pools: ['pg postgresql 10 derived | module | DATABASE_URL', 'pg postgresql 1 declared | script unserved | DATABASE_URL'],
  },
  {
    name: 'nobody says: the default with its reference',
    files: { 'index.js': `${START} import { Pool } from 'pg'; const p = new Pool(); const own = class Pool {}; new own();` },
    pools: ['pg postgresql 10 default | module | absent'],
  },
  {
    name: 'options through one caller and a typed configuration',
    files: {
      'index.js': `${START} import { createDb } from './db.js'; import { config } from './config.js'; createDb(config.db);`,
      'db.js': `import postgres from 'postgres'; export function createDb(config) { return postgres(config.url, { max: config.maxConnections }); }`,
      'config.js': `export const config = { db: { url: process.env.DATABASE_URL, maxConnections: parseInt(process.env.MAX || '7', 10) } };`,
    },
    pools: ['postgres.js postgresql 7 derived | startup | DATABASE_URL'],
  },
  {
    name: 'a schema for the environment',
    files: {
      'index.js': `${START} import { env } from './env.js'; import { Pool } from 'pg'; export const pool = new Pool({ connectionString: env.DATABASE_URL, max: env.POOL });`,
      'env.js': `import { z } from 'zod'; const schema = z.object({ DATABASE_URL: z.string().url(), POOL: z.coerce.number().int().default(4) }); export const env = schema.parse(process.env);`,
    },
    pools: ['pg postgresql 4 derived | module | DATABASE_URL'],
  },
  {
    name: 'a client per request',
    files: { 'index.js': `${START} import { Client } from 'pg'; app.get('/x', async (req, res) => { const c = new Client({ connectionString: 'postgres://me:secret@db/x' }); });` },
    pools: ['pg postgresql 1 default | request | postgres://***@db/x'],
  },
  {
    name: 'mongoose, with a pool size from a conditional default',
    files: { 'index.js': `${START} import mongoose from 'mongoose'; const size = process.env.SIZE ? parseInt(process.env.SIZE, 10) : 5; async function main() { await mongoose.connect(process.env.MONGO_URL, { maxPoolSize: size }); } main();` },
    pools: ['mongoose mongodb 5 derived | startup | MONGO_URL'],
  },
  {
    name: 'knex and sequelize with nested pools',
    files: {
      'index.js': `${START} import knex from 'knex'; import settings from './knexfile.js'; import { Sequelize } from 'sequelize'; knex(settings); new Sequelize(process.env.DATABASE_URL, { dialect: 'postgres' });`,
      'knexfile.js': `export default { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 6 } };`,
    },
    pools: ['knex postgresql 6 declared | module | DATABASE_URL', 'sequelize postgresql 5 default | module | DATABASE_URL'],
  },
  {
    name: 'the environment chooses the options, and only one is deployed',
    files: {
      'index.js': `${START} const knex = require('knex'); const all = require('./knexfile'); const stage = process.env.NODE_ENV || 'development'; const own = all[stage]; module.exports = knex(own);`,
      'knexfile.js': `module.exports = { development: { client: 'sqlite3' }, production: { client: 'pg', connection: process.env.DATABASE_URL, pool: { max: 7 } } };`,
    },
    pools: ['knex postgresql 7 declared | module | DATABASE_URL'],
  },
  {
    name: 'deployed environments agree on the kind, not on the size',
    files: {
      'index.js': `${START} import knex from 'knex'; import all from './knexfile.js'; knex(all[process.env.NODE_ENV ?? 'development']);`,
      'knexfile.js': `export default { test: { client: 'sqlite3' }, staging: { client: 'pg', connection: process.env.DATABASE_URL, pool: { max: 3 } }, production: { client: 'postgresql', connection: process.env.DATABASE_URL } };`,
    },
    pools: ['knex postgresql ? the environments do not agree on it, and no file says which one runs | module | DATABASE_URL'],
  },
  {
    name: 'deployed environments of several kinds, and one that nobody can see',
    files: {
      'index.js': `${START} import knex from 'knex'; import all from './knexfile.js'; knex(all[process.env.NODE_ENV]); knex(all.hidden[process.env.NODE_ENV]); knex(all.open[process.env.SHELF]);`,
      'knexfile.js': `import { production } from '@acme/settings'; export default { demo: { client: 'mysql2' }, live: { client: 'pg' }, hidden: { demo: { client: 'pg' }, production }, open: { left: { client: 'pg' } } };`,
    },
    pools: ['knex undefined 10 default | module | absent', 'knex undefined ? its options come from a place that we cannot follow | module | absent',
      'knex undefined ? its options come from a place that we cannot follow | module | absent'],
  },
  {
    name: 'options that are set after the object is made',
    files: { 'index.js': `${START} import knex from 'knex'; const a = { client: 'pg' }; a.pool = { max: 3 }; knex(a); const b = { client: 'pg', pool: { max: 4 } }; Object.assign(b, choose()); knex(b); const c = { client: 'pg' }; c.debug = true; knex(c);` },
    pools: ['knex postgresql ? its options come from a place that we cannot follow | module | absent', 'knex postgresql ? its options come from a place that we cannot follow | module | absent', 'knex postgresql 10 default | module | absent'],
  },
  {
    name: 'drizzle over a pool opens nothing of its own',
    files: { 'index.js': `${START} import { drizzle } from 'drizzle-orm/node-postgres'; import { Pool } from 'pg'; const pool = new Pool({ max: 3 }); export const db = drizzle(pool); export const other = drizzle(process.env.OTHER_URL); export const third = drizzle({ client: pool });` },
    pools: ['pg postgresql 3 declared | module | absent', 'drizzle postgresql 10 default | module | OTHER_URL'],
  },
  {
    name: 'Prisma behind globalThis, with an engine of its own',
    files: {
      'index.js': `${START} import { prisma } from './prisma';`,
      'prisma.ts': `import { PrismaClient } from '@prisma/client'; const g = globalThis as unknown as { prisma?: PrismaClient }; export const prisma = g.prisma ?? new PrismaClient();`,
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n',
    },
    pools: ['prisma postgresql ? Prisma opens two connections per physical core of the machine and one more, unless connection_limit stands in the database address | module | DATABASE_URL'],
  },
  {
    name: 'Prisma with a driver adapter, and a generated client',
    files: {
      'index.js': `${START} import './prisma.service';`,
      'prisma.service.ts': `import { PrismaClient } from '../generated/prisma/client'; import { PrismaPg } from '@prisma/adapter-pg';
        export class PrismaService extends PrismaClient { constructor() { super({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 4 }) }); } async onModuleInit() { await this.$connect(); } }`,
    },
    pools: ['prisma postgresql 4 declared | startup | DATABASE_URL'],
  },
  {
    name: 'options that come from elsewhere',
    files: { 'index.js': `${START} import { Pool } from 'pg'; import { options } from '@acme/settings'; new Pool({ ...options }); new Pool(options);` },
    pools: ['pg postgresql ? its options come from a place that we cannot follow | module | absent', 'pg postgresql ? its options come from a place that we cannot follow | module | absent'],
  },
  {
    name: 'a condition with two answers',
    files: { 'index.js': `${START} import { Pool } from 'pg'; new Pool({ max: process.env.NODE_ENV === 'production' ? 20 : 2 });` },
    pools: ['pg postgresql ? a condition decides: 20 or 2 | module | absent'],
  },
  {
    name: 'a kept pool and a function that only requests call',
    files: { 'index.js': `${START} import { Pool } from 'pg'; let pool; function db() { if (!pool) pool = new Pool({ max: 2 }); return pool; } function fresh() { return new Pool({ max: 1 }); } app.get('/a', async (req, res) => { fresh(); db(); });` },
    pools: ['pg postgresql 2 declared | startup | absent', 'pg postgresql 1 declared | request | absent'],
  },
];

describe('pools', () => {
  it.each(CASES)('$name', async ({ files, pools }) => {
    const facts = await readFacts(files, 'index.js');
    const found = facts['database.pools'];
    expect(found?.state === 'known' ? found.value.map(printPool) : []).toEqual([...pools]);
  });
});
