import { eventually } from './eventually.ts';
import { listening, postgresProgram, start, type Running } from './real-tools.ts';

/** Waits until a PostgreSQL takes sessions: it listens before that, and says that it is starting up. Throws what it printed when it never does. */
export async function takesSessions(server: Running, port: number): Promise<void> {
  await listening(server, port);
  const isReady = async (): Promise<boolean> => await start(postgresProgram('pg_isready') ?? 'pg_isready', ['-h', '127.0.0.1', '-p', String(port), '-U', 'tester', '-d', 'postgres', '-q']).ended === 0;
  await eventually(isReady, server.printed);
}
