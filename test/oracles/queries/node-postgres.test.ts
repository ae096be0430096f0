import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedPostgres } from '../../support/real-postgres.ts';
import { freePort, linkModules, listening, start, stop, WITHOUT_NODE, WITHOUT_POSTGRES } from '../../support/real-tools.ts';
import { copyCase } from './cases.ts';

/** What the rule about lost updates says of node-postgres: its case is served as it is, and as the fix leaves it. */
const SKIPPED = WITHOUT_POSTGRES || WITHOUT_NODE;
const postgres = sharedPostgres(SKIPPED);


/** The balance after a hundred deposits of 1, ten at a time. */
async function balanceAfter(state: 'before' | 'after'): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-deposits-'));
  copyCase('lost-update/pg-balance', state, folder);
  linkModules(folder);
  await postgres.sql('DROP TABLE IF EXISTS wallets; CREATE TABLE wallets (id int PRIMARY KEY, balance numeric, changed timestamptz); INSERT INTO wallets VALUES (1, 0)');
  const port = await freePort();
  const server = start(process.execPath, ['server.js'], { cwd: folder, env: { ...process.env, PORT: String(port), DATABASE_URL: postgres.url } });
  try {
    await listening(server, port);
    const deposit = () => fetch(`http://127.0.0.1:${port}/deposits`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"id":1,"amount":1}' });
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(Array.from({ length: 10 }, deposit));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    }
    return Number(await postgres.sql('SELECT balance FROM wallets'));
  } finally {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(SKIPPED)('node-postgres (skipped without PostgreSQL and .tools)', () => {
  test('of deposits at the same time some are lost, and none when the database adds', async () => {
    expect(await balanceAfter('before')).toBeLessThan(100);
    expect(await balanceAfter('after')).toBe(100);
  });
});
