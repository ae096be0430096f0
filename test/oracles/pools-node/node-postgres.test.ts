import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWithModules } from '../../support/module-folder.ts';
import { sharedPostgres } from '../../support/real-postgres.ts';
import { start, WITHOUT_NODE, WITHOUT_POSTGRES } from '../../support/real-tools.ts';

/** What the rules about pools of Node say of node-postgres and Knex, seen on a real PostgreSQL. */
const SKIPPED = WITHOUT_POSTGRES || WITHOUT_NODE;
const postgres = sharedPostgres(SKIPPED);
const folder = folderWithModules(SKIPPED);

/** Runs a program that has `pg`, `url` and `wait`, and gives what it printed and how it ended. */
async function program(name: string, code: string): Promise<{ readonly printed: string; readonly code: number | string }> {
  const head = "import pg from 'pg';\nconst url = process.env.DATABASE_URL;\nconst wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });\n";
  writeFileSync(join(folder, `${name}.mjs`), head + code);
  const running = start(process.execPath, [`${name}.mjs`], { cwd: folder, env: { ...process.env, DATABASE_URL: postgres.url } });
  const ended = await running.ended;
  return { printed: running.printed().trim(), code: ended };
}

/** Ends the idle connection of a pool from another one, then asks the pool again. */
const BROKEN = (listener: string): string => `
const pool = new pg.Pool({ connectionString: url, max: 1 });
${listener}
const other = new pg.Client(url);
await other.connect();
const { rows: [{ pid }] } = await pool.query('SELECT pg_backend_pid() AS pid');
await other.query('SELECT pg_terminate_backend($1)', [pid]);
await other.end();
await wait(200);
console.log('again', (await pool.query('SELECT 1 AS one')).rows[0].one);
await pool.end();
`;

/** Twenty transactions at once that are rolled back, and what they left. */
const ROLLED_BACK = (begin: string, ask: string, end: string): string => `
const pool = new pg.Pool({ connectionString: url, max: 5 });
await pool.query('CREATE TABLE IF NOT EXISTS booked (id int); ');
await pool.query('TRUNCATE booked');
await Promise.all(Array.from({ length: 20 }, async (_, id) => {
  ${begin}
  await ${ask}.query('BEGIN');
  await wait((id * 7) % 20); // each at its own pace, as requests are
  await ${ask}.query('INSERT INTO booked VALUES ($1)', [id]);
  await wait((id * 11) % 20);
  await ${ask}.query('ROLLBACK');
  ${end}
}));
await pool.query('COMMIT');
console.log((await pool.query('SELECT count(*)::int AS count FROM booked')).rows[0].count);
await pool.end();
`;

describe('database/pool-errors', () => {
  test.skipIf(SKIPPED)('without a listener a broken idle connection ends the process', async () => {
    const { code, printed } = await program('deaf', BROKEN(''));
    expect(code).toBe(1);
    expect(printed).toContain('terminating connection due to administrator command');
    expect(printed).not.toContain('again');
  });

  test.skipIf(SKIPPED)('with one the next query opens another', async () => {
    expect(await program('listens', BROKEN("pool.on('error', () => undefined);"))).toEqual({ code: 0, printed: 'again 1' });
  });

  test.skipIf(SKIPPED)('a client of its own ends the process too', async () => {
    const { code } = await program('client', "const client = new pg.Client(url);\nawait client.connect();\nawait client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);\nawait wait(200);\n");
    expect(code).toBe(1);
  });

  test.skipIf(SKIPPED)("Prisma's adapter listens to a pool that it is given", async () => {
    const code = "import { PrismaPg } from '@prisma/adapter-pg';\nconst pool = new pg.Pool({ connectionString: url });\nawait new PrismaPg(pool).connect();\nconsole.log(pool.listenerCount('error') > 0);\nawait pool.end();\n";
    expect(await program('prisma', code)).toEqual({ code: 0, printed: 'true' });
  });

  test.skipIf(SKIPPED)('Drizzle attaches none', async () => {
    const code = "import { drizzle } from 'drizzle-orm/node-postgres';\nconst pool = new pg.Pool({ connectionString: url });\ndrizzle(pool);\nconsole.log(pool.listenerCount('error'));\nawait pool.end();\n";
    expect(await program('drizzle', code)).toEqual({ code: 0, printed: '0' });
  });
});

describe('database/transaction-on-pool', () => {
  test.skipIf(SKIPPED)('rows that were rolled back stay when statements go to the pool', async () => {
    const { printed } = await program('pooled', ROLLED_BACK('', 'pool', ''));
    expect(Number(printed)).toBeGreaterThan(0);
  });

  test.skipIf(SKIPPED)('nothing stays with a connection for each transaction', async () => {
    expect(await program('owned', ROLLED_BACK('const client = await pool.connect();', 'client', 'client.release();'))).toEqual({ code: 0, printed: '0' });
  });

  test.skipIf(SKIPPED)('one text goes to one connection', async () => {
    const code = "const pool = new pg.Pool({ connectionString: url, max: 5 });\nawait pool.query('CREATE TABLE IF NOT EXISTS once (id int)');\nawait Promise.all(Array.from({ length: 20 }, () => pool.query('BEGIN; INSERT INTO once VALUES (1); ROLLBACK;')));\nconsole.log((await pool.query('SELECT count(*)::int AS count FROM once')).rows[0].count);\nawait pool.end();\n";
    expect(await program('text', code)).toEqual({ code: 0, printed: '0' });
  });
});

/** Ten requests at once that hold a connection and ask for another, with five connections. */
const NESTED = (options: string, asked: string): string => `
const pool = new pg.Pool({ connectionString: url, max: 5${options} });
pool.on('error', () => undefined);
let answered = 0;
let refused = 0;
const all = Promise.all(Array.from({ length: 10 }, async () => {
  const client = await pool.connect().catch(() => undefined);
  if (client === undefined) { refused += 1; return; }
  try { await wait(20); await ${asked}.query('SELECT 1'); answered += 1; } catch { refused += 1; } finally { client.release(); }
}));
await Promise.race([all, wait(2_000)]);
console.log(answered, refused > 0, pool.waitingCount > 0);
process.exit(0);
`;

describe('database/nested-connection and database/connection-timeout', () => {
  test.skipIf(SKIPPED)('all wait for each other, by default without end', async () => {
    expect((await program('nested', NESTED('', 'pool'))).printed).toBe('0 false true');
  });

  test.skipIf(SKIPPED)('with connectionTimeoutMillis some are refused, and the rest goes on', async () => {
    expect((await program('limited', NESTED(', connectionTimeoutMillis: 300', 'pool'))).printed).toMatch(/^\d+ true false$/);
  });

  test.skipIf(SKIPPED)('all are answered when the connection that is held is asked', async () => {
    expect((await program('held', NESTED('', 'client'))).printed).toBe('10 false false');
  });
});

describe('database/connection-release', () => {
  test.skipIf(SKIPPED)('a pool of two answers nothing any more after two errors without release', async () => {
    const code = `
const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 300 });
const ask = async () => { const client = await pool.connect(); await client.query('SELECT nothing'); client.release(); };
for (let count = 0; count < 3; count += 1) await ask().catch((error) => console.log(error.message));
process.exit(0);
`;
    const { printed } = await program('leaked', code);
    expect(printed.split('\n')).toEqual(['column "nothing" does not exist', 'column "nothing" does not exist', 'timeout exceeded when trying to connect']);
  });
});

describe('database/idle-minimum', () => {
  test.skipIf(SKIPPED)('min of node-postgres opens nothing, and one query opens one', async () => {
    const code = "const pool = new pg.Pool({ connectionString: url, min: 4 });\nawait wait(100);\nconst before = pool.totalCount;\nawait pool.query('SELECT 1');\nconsole.log(before, pool.totalCount);\nawait pool.end();\n";
    expect(await program('minimum', code)).toEqual({ code: 0, printed: '0 1' });
  });

  test.skipIf(SKIPPED)('Knex keeps two by default, and none when told so', async () => {
    const code = "import knex from 'knex';\nfor (const pool of [{}, { min: 0 }]) {\n  const db = knex({ client: 'pg', connection: url, pool });\n  console.log(db.client.pool.min);\n  await db.destroy();\n}\n";
    expect(await program('knex', code)).toEqual({ code: 0, printed: '2\n0' });
  });
});
