import { createRequire } from 'node:module';
import { startPostgres, type Postgres } from '../../support/real-postgres.ts';
import { nodeFile } from '../../support/real-tools.ts';

/** A connection of node-postgres, as far as these tests use it. */
export interface Session {
  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
  end(): Promise<void>;
}

/** A server with sessions of the real driver. */
export interface Sessions {
  readonly postgres: Postgres;
  open(): Promise<Session>;
  stop(): Promise<void>;
}

export async function startSessions(): Promise<Sessions> {
  const postgres = await startPostgres();
  const { Client } = createRequire(import.meta.url)(nodeFile('pg')) as { readonly Client: new (options: object) => Session & { connect(): Promise<void> } };
  const opened: Session[] = [];
  return {
    postgres,
    open: async () => {
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      opened.push(client);
      return client;
    },
    stop: async () => {
      for (const client of opened) await client.end();
      await postgres.stop();
    },
  };
}

/** What a statement that fails says. */
export async function failureOf(statement: Promise<unknown>): Promise<string> {
  try {
    await statement;
    return 'it works';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The first value of the first row. */
export async function valueOf(session: Session, text: string): Promise<unknown> {
  const { rows } = await session.query(text);
  return Object.values(rows[0] ?? {})[0];
}
