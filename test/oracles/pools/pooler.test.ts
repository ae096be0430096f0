import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { poolerNumbers } from '../../../src/adapters/poolers.ts';
import { HANG_LIMIT } from '../../support/hang-limit.ts';
import { startPgBouncer, WITHOUT_PGBOUNCER } from '../../support/real-pgbouncer.ts';
import { folderWithModules } from '../../support/module-folder.ts';
import { sharedPostgres } from '../../support/real-postgres.ts';
import { WITHOUT_NODE, WITHOUT_POSTGRES } from '../../support/real-tools.ts';

/** What database/pooler-budget says of PgBouncer, asked of a real one. */
const SKIPPED = WITHOUT_POSTGRES || WITHOUT_NODE || WITHOUT_PGBOUNCER;
const postgres = sharedPostgres(SKIPPED);
const folder = folderWithModules(SKIPPED);

/** Runs a program with a pooler of these settings, and gives the JSON that it prints. */
async function withPooler(settings: Readonly<Record<string, string | number>>, program: string): Promise<unknown> {
  const pooler = await startPgBouncer(postgres.url, settings);
  try {
    writeFileSync(join(folder, 'program.mjs'), `import pg from 'pg';\nconst address = process.env.ADDRESS;\nconst client = async (user = 'tester') => { const made = new pg.Client({ connectionString: address.replace('tester', user) }); made.on('error', () => undefined); await made.connect(); return made; };\n${program}\nprocess.exit(0);\n`);
    const { stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8', env: { ...process.env, ADDRESS: pooler.url }, timeout: HANG_LIMIT });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  } finally {
    await pooler.stop();
  }
}

describe.skipIf(SKIPPED)('PgBouncer', () => {
  test('has the numbers that count where nobody says', async () => {
    const shown = await withPooler({ admin_users: 'tester' }, `
      const made = new pg.Client({ connectionString: address.replace('/postgres', '/pgbouncer') });
      await made.connect();
      const { rows } = await made.query({ text: 'show config', rowMode: 'array' });
      const wanted = ['max_client_conn', 'default_pool_size', 'reserve_pool_size'];
      console.log(JSON.stringify(wanted.map((name) => Number(rows.find(([each]) => each === name)[1]))));`);
    const { clients, poolSize, reserve } = poolerNumbers({ path: 'pgbouncer.ini', text: '' }, () => undefined);
    expect([clients, poolSize, reserve].map((fact) => (fact.state === 'known' ? fact.value : fact.state))).toEqual(shown);
  });

  test('refuses a client beyond max_client_conn, although the database is idle', async () => {
    const said = await withPooler({ max_client_conn: 3 }, `
      for (let index = 0; index < 3; index += 1) await client();
      console.log(JSON.stringify(await client().then(() => 'in', (error) => error.message)));`);
    expect(said).toContain('no more connections allowed');
  });

  test('opens default_pool_size connections for a pair of database and user, and lets the other clients wait', async () => {
    const seen = await withPooler({ default_pool_size: 2, ignore_startup_parameters: 'extra_float_digits' }, `
      const clients = await Promise.all(Array.from({ length: 6 }, () => client()));
      const rows = await Promise.all(clients.map((each) => each.query('select pg_backend_pid() as pid, pg_sleep(0.2)')));
      console.log(JSON.stringify(new Set(rows.map((each) => each.rows[0].pid)).size));`);
    expect(seen).toBe(2);
  });
});
