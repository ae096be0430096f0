import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takesSessions } from './postgres-ready.ts';
import { freePort, postgresProgram, run, start, stop } from './real-tools.ts';
import { serverAccount } from './server-account.ts';

/** A PostgreSQL of our own on a free port of this machine. */
export interface Postgres {
  readonly port: number;
  /** A new database, by its name; the address of it. */
  readonly create: (name: string) => Promise<string>;
  /** Runs SQL and gives its rows as lines, without headings. */
  readonly query: (address: string, sql: string) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

/** Starts a cluster in a temporary folder. */
export async function startPostgres(): Promise<Postgres> {
  const [initdb, postgres, psql] = ['initdb', 'postgres', 'psql'].map((name) => postgresProgram(name) ?? name);
  const folder = mkdtempSync(join(tmpdir(), 'optimize-postgres-'));
  const as = serverAccount();
  if (as !== undefined) chownSync(folder, as.uid, as.gid);
  const port = await freePort();
  const options = { ...as, cwd: folder };
  await run(initdb ?? '', ['--pgdata', join(folder, 'data'), '--username', 'tester', '--auth', 'trust', '--no-sync', '--encoding', 'UTF8', '--locale', 'C'], options);
  const server = start(postgres ?? '', ['-D', join(folder, 'data'), '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off'], options);
  await takesSessions(server, port);
  const addressOf = (name: string) => `postgresql://tester@127.0.0.1:${port}/${name}`;
  const query = async (address: string, sql: string) =>
    (await run(psql ?? '', [address, '--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '-v', 'ON_ERROR_STOP=1', '-c', sql])).split('\n').filter((line) => line !== '');
  return {
    port, query,
    create: async (name) => {
      await query(addressOf('postgres'), `CREATE DATABASE ${name}`);
      return addressOf(name);
    },
    stop: async () => {
      server.process.kill('SIGINT'); // ends the sessions that are left
      await server.ended;
      await stop(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
