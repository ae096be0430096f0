import { valueOf, type FactSet } from '#rule';

/** How a gunicorn worker handles requests: one at a time, in threads, or in a loop of its own; undefined when that cannot be told. */
export function workerKind(facts: FactSet): 'sync' | 'threads' | 'loop' | undefined {
  const name = valueOf(facts['server.workerClass']);
  if (valueOf(facts['start.server']) !== 'gunicorn' || name === undefined) return undefined;
  if (/(^|\.)(sync|SyncWorker)$/.test(name)) return 'sync';
  if (/(^|\.)(gthread|ThreadWorker)$/.test(name)) return 'threads';
  return /uvicorn|asgi|aiohttp|gevent|eventlet|tornado/i.test(name) ? 'loop' : undefined;
}
