import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type Postgres } from '../../support/real-postgres.ts';
import { pythonTool, run, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** What PostgreSQL answers to the migrations and to the maintenance that two of the plans show. */
let postgres: Postgres;

beforeAll(async () => {
  if (!WITHOUT_POSTGRES) postgres = await startPostgres();
});
afterAll(async () => {
  if (!WITHOUT_POSTGRES) await postgres.stop();
});

test.skipIf(WITHOUT_POSTGRES || WITHOUT_PYTHON)('Alembic cannot build three indexes concurrently in its transaction', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-plan-'));
  try {
    cpSync(new URL('../../projects/webhook-after/', import.meta.url), folder, { recursive: true });
    await postgres.sql('CREATE DATABASE webhook');
    const { port } = new URL(postgres.url);
    const env = { ...process.env, DB_USER: 'tester', DB_PASSWORD: 'none', DB_HOST: '127.0.0.1', DB_PORT: port, DB_NAME: 'webhook', REDIS_URL: 'redis://h' };
    const alembic = (...words: string[]) => run(pythonTool('alembic'), words, { cwd: folder, env: { ...env, PYTHONPATH: folder } });
    await alembic('upgrade', '0001');
    await expect(alembic('upgrade', '0002')).rejects.toThrow(/CREATE INDEX CONCURRENTLY cannot (?:run|be executed) (?:inside|from)/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.skipIf(WITHOUT_POSTGRES)('PostgreSQL refuses the partitions, the refresh and the maintenance of the plan', async () => {
  const folder = new URL('../../projects/holdings-after/migrations/', import.meta.url);
  const refused: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    await postgres.sql(readFileSync(new URL(name, folder), 'utf8')).catch((error: unknown) => refused.push(`${name} ${String(error)}`));
  }
  expect(refused).toEqual([expect.stringMatching(/^006_partitions\.sql [\s\S]*syntax error at or near "PARTITION"/)]);
  await expect(postgres.sql('REFRESH MATERIALIZED VIEW CONCURRENTLY editions_snapshot')).rejects.toThrow(/cannot refresh materialized view .* concurrently/);
  await expect(postgres.sql('ANALYZE wallet_holdings; VACUUM ANALYZE wallet_holdings')).rejects.toThrow(/VACUUM cannot (?:run|be executed)/);
});
