import { freePort, isMissing, listening, start, stop } from './real-tools.ts';

/** For `test.skipIf`: without Redis, on a machine that need not have it. */
export const WITHOUT_REDIS = isMissing('redis-server');

/** A Redis server of a test: where it listens, and how it ends. */
export interface RealRedis {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts a Redis server that keeps nothing on the disk. */
export async function startRedis(): Promise<RealRedis> {
  const port = await freePort();
  const server = start('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']);
  await listening(server, port);
  return { url: `redis://127.0.0.1:${port}`, stop: () => stop(server) };
}
