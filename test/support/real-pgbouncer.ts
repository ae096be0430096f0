import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, isMissing, listening, start, stop } from './real-tools.ts';
import { serverAccount } from './server-account.ts';

/** For `test.skipIf`: without PgBouncer, on a machine that need not have it. */
export const WITHOUT_PGBOUNCER = isMissing('pgbouncer');

/** A PgBouncer of a test, in front of a PostgreSQL. */
export interface RealPgBouncer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts PgBouncer in transaction mode with other settings as given. It does not run as root, and takes the account of PostgreSQL then. */
export async function startPgBouncer(database: string, settings: Readonly<Record<string, string | number>> = {}): Promise<RealPgBouncer> {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-pgbouncer-'));
  const port = await freePort();
  const { hostname, port: serverPort } = new URL(database);
  const all = { listen_addr: '127.0.0.1', listen_port: port, auth_type: 'any', pool_mode: 'transaction', unix_socket_dir: '', ...settings };
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`);
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, ['[databases]', `postgres = host=${hostname} port=${serverPort} user=tester`, '[pgbouncer]', ...lines, ''].join('\n'));
  const account = serverAccount();
  if (account !== undefined) for (const path of [folder, file]) chownSync(path, account.uid, account.gid);
  const server = start('pgbouncer', [file], { cwd: folder, ...account });
  await listening(server, port);
  return {
    url: `postgresql://tester@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.process.kill('SIGQUIT'); // at once: clients are not waited for
      await stop(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
