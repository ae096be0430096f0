import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPgBouncer, WITHOUT_PGBOUNCER, type RealPgBouncer } from '../../support/real-pgbouncer.ts';
import { startPostgres, type Postgres } from '../../support/real-postgres.ts';
import { linkModules, PYTHON, start, WITHOUT_NODE, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** What the rules say of a transaction pooler, seen through a real PgBouncer that keeps no prepared statements. */
const SKIPPED = WITHOUT_POSTGRES || WITHOUT_NODE || WITHOUT_PYTHON || WITHOUT_PGBOUNCER;
let postgres: Postgres;
let pooler: RealPgBouncer;
let folder: string;

beforeAll(async () => {
  if (SKIPPED) return;
  postgres = await startPostgres();
  // Versions from 1.24 on would keep them: max_prepared_statements is 200 there. Older ones do not know the setting.
  pooler = await startPgBouncer(postgres.url, { default_pool_size: 2, ignore_startup_parameters: 'extra_float_digits' });
  folder = mkdtempSync(join(tmpdir(), 'optimize-pooler-'));
  linkModules(folder);
});
afterAll(async () => {
  if (SKIPPED) return;
  await pooler.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function printed(command: string, name: string, code: string): Promise<string> {
  writeFileSync(join(folder, name), code);
  const running = start(command, [name], { cwd: folder, env: { ...process.env, DATABASE_URL: pooler.url } });
  await running.ended;
  return running.printed().trim().split('\n').at(-1) ?? '';
}

/** Twelve tasks over two connections to the server; prints how many of their queries failed. */
const WITH_ENGINE = (options: string): string => `
import asyncio, os
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+asyncpg:"), pool_size=6, max_overflow=0, connect_args={${options}})

async def ask(task):
    failed = 0
    for number in range(10):
        try:
            async with engine.connect() as connection:
                assert await connection.scalar(text(f"SELECT {task % 3} + :number"), {"number": number}) == task % 3 + number
        except Exception:
            failed += 1
    return failed

async def main():
    print(sum(await asyncio.gather(*[ask(task) for task in range(12)])) > 0)
    await engine.dispose()

asyncio.run(main())
`;

const WITH_POSTGRES_JS = (options: string): string => `
import postgres from 'postgres';
const sql = postgres(process.env.DATABASE_URL, { max: 6, ssl: false, onnotice: () => undefined${options} });
let failed = 0;
${options.includes('false') ? '' : "setTimeout(() => { console.log('True'); process.exit(0); }, 5_000); // it asks again and again where a statement is missing"}
await Promise.all(Array.from({ length: 12 }, async (_, task) => {
  for (let number = 0; number < 10; number += 1) await sql.unsafe('SELECT ' + (task % 3) + ' + $1::int', [number], { prepare: ${options.includes('false') ? 'false' : 'true'} }).catch(() => { failed += 1; });
}));
console.log(failed > 0 ? 'True' : 'False');
process.exit(0);
`;

describe('database/prepared-statements (skipped until node scripts/setup-tools.mjs made the tools)', () => {
  test.skipIf(SKIPPED).each([
    ['fails with both caches of SQLAlchemy', '', 'True'],
    ['fails with SQLAlchemy\'s own cache off alone', '"prepared_statement_cache_size": 0', 'True'],
    ['works with neither, and with statements that have no name', '"statement_cache_size": 0, "prepared_statement_cache_size": 0, "prepared_statement_name_func": lambda: ""', 'False'],
  ])('asyncpg %s', async (_name, options, failed) => {
    expect(await printed(PYTHON, 'engine.py', WITH_ENGINE(options))).toBe(failed);
  });

  test.skipIf(SKIPPED).each([
    ['fails when it prepares', '', 'True'],
    ['works with prepare: false', ', prepare: false', 'False'],
  ])('postgres.js %s', async (_name, options, failed) => {
    expect(await printed(process.execPath, 'postgres.mjs', WITH_POSTGRES_JS(options))).toBe(failed);
  });
});

describe('database/start-parameters', () => {
  const connect = (options: string): string => `
import asyncio, os
import asyncpg

async def main():
    connection = await asyncpg.connect(os.environ["DATABASE_URL"], statement_cache_size=0${options})
    print(await connection.fetchval("SELECT 1"))
    await connection.close()

asyncio.run(main())
`;

  test.skipIf(SKIPPED)('a setting of the server is refused', async () => {
    expect(await printed(PYTHON, 'refused.py', connect(', server_settings={"jit": "off"}'))).toContain('unsupported startup parameter: jit');
  });

  test.skipIf(SKIPPED)('a name of the application is not', async () => {
    expect(await printed(PYTHON, 'taken.py', connect(', server_settings={"application_name": "shop"}'))).toBe('1');
  });

  test.skipIf(SKIPPED)('options of libpq are refused', async () => {
    const code = 'import os, psycopg\npsycopg.connect(os.environ["DATABASE_URL"], options="-c statement_timeout=5000")\n';
    expect(await printed(PYTHON, 'options.py', code)).toMatch(/unsupported startup parameter(?: in options)?/);
  });
});
