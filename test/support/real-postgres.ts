import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { takesSessions } from './postgres-ready.ts';
import { freePort, postgresProgram, run, start, stop } from './real-tools.ts';
import { serverAccount } from './server-account.ts';

/** A PostgreSQL server of a test's own. */
export interface Postgres {
  readonly url: string;
  /** Runs SQL and gives the rows as psql prints them, unaligned. */
  sql(text: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server in a folder that goes with it. PostgreSQL does not run as root, so root lends it the account that its package made. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-postgres-'));
  const account = accountFor(folder);
  const port = await freePort();
  await run(program('initdb'), ['-D', join(folder, 'data'), '-U', 'tester', '--auth=trust', '--no-sync'], account);
  const server = start(program('postgres'), ['-D', join(folder, 'data'), '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'], account);
  await takesSessions(server, port);
  const url = `postgres://tester@127.0.0.1:${port}/postgres`;
  return {
    url,
    sql: async (text) => (await run(program('psql'), ['-X', '-A', '-t', '-c', text, url], account)).trim(),
    stop: async () => {
      server.process.kill('SIGINT'); // fast: sessions are ended
      await stop(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server for all tests of a file, which runs from before the first of them until after the last; nothing runs where they are skipped. */
export function sharedPostgres(isSkipped: boolean): Pick<Postgres, 'url' | 'sql'> {
  let server: Postgres | undefined;
  const running = (): Postgres => {
    if (server === undefined) throw new Error('the server runs during the tests only');
    return server;
  };
  beforeAll(async () => {
    if (!isSkipped) server = await startPostgres();
  });
  afterAll(() => server?.stop());
  return {
    get url() { return running().url; },
    sql: (text) => running().sql(text),
  };
}

function program(name: string): string {
  const path = postgresProgram(name);
  if (path === undefined) throw new Error(`${name} is not there: node scripts/setup-tools.mjs installs it`);
  return path;
}

function accountFor(folder: string): { readonly uid?: number; readonly gid?: number; readonly cwd: string } {
  const account = serverAccount();
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  return { ...account, cwd: folder };
}
