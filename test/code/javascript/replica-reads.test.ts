import { expect, it } from 'vitest';
import { isReplicaName } from '../../../src/code/replica-names.ts';
import { readFacts } from './support.ts';

it.each([
  ['DATABASE_REPLICA_URL', true], ['READ_REPLICA_URL', true], ['replica', true], ['read_replica', true], ['POSTGRES_READ_URL', true], ['DB_HOST_RO', true], ['READER_DATABASE_URL', true], ['READONLY_DB', true], ['slave', true], ['DATABASE_FOLLOWER_URL', true],
  ['DATABASE_URL', false], ['READ_TIMEOUT', false], ['REPLICAS', true], ['default', false], ['THREAD_DATABASE_URL', false], ['READY_DATABASE', false], ['PROD_DB', false], ['postgres://h/d', false],
])('%s names a replica: %s', (name, expected) => expect(isReplicaName(name)).toBe(expected));

const DB = "import pg from 'pg'; export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL }); export const replica = new pg.Pool({ connectionString: process.env.REPLICA_URL });";

it.each([
  ['a pool of another file, once for each function', { 'index.js': "import { pool, replica } from './db.js'; export async function a() { await replica.query('1'); await replica.query('2'); } export const b = () => replica.query('3'); export const c = () => pool.query('4');", 'db.js': DB },
    ['a REPLICA_URL', 'b REPLICA_URL']],
  ['Prisma', { 'index.js': "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); export const a = () => prisma.$replica().user.findMany();" }, ['a $replica']],
  ['TypeORM', { 'index.js': "import { source } from './db.js'; export const a = () => source.createQueryRunner('slave'); export const b = () => source.createQueryRunner('master');", 'db.js': '' }, ['a slave']],
  ['none', { 'index.js': "import { pool } from './db.js'; export const a = () => pool.query('1');", 'db.js': DB.replace('REPLICA_URL', 'OTHER_URL') }, []],
] as const)('finds where %s is asked', async (_title, files, expected) => {
  const fact = (await readFacts(files, 'index.js'))['database.replicaReads'];
  const reads = fact?.state === 'known' ? fact.value : [];
  expect(reads.map(({ within, replica }) => `${within ?? ''} ${replica}`)).toEqual(expected);
});
