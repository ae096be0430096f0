import { Redis } from "ioredis";

const MOST_ENTRIES = 5_000;

interface Entry {
  readonly text: string;
  readonly ends: number;
}

const address = process.env.REDIS_URL ?? "";
const isAlone = process.env.WEB_CONCURRENCY === "1" && process.env.REPLICAS === "1";
if (address === "" && !isAlone) {
  throw new Error("several processes have no cache in common: set REDIS_URL, or WEB_CONCURRENCY=1 and REPLICAS=1 where one process serves all requests");
}

const redis = address === "" ? undefined : new Redis(address, { maxRetriesPerRequest: 1, commandTimeout: 2_000, connectTimeout: 2_000, enableOfflineQueue: true });
redis?.on("error", (error: Error) => console.error("Redis", error.message));

const memory = new Map<string, Entry>();
const loading = new Map<string, Promise<unknown>>();

/** The value of a key, as JSON keeps it; those that miss it at once wait for one load. While Redis is away, nothing is cached. */
export async function cached<T>(key: string, load: () => Promise<T>, seconds: number): Promise<T> {
  const text = await read(key);
  if (text !== null) return JSON.parse(text) as T;
  const before = loading.get(key);
  if (before !== undefined) return before as Promise<T>;
  const promise = loadInto(key, load, seconds).finally(() => loading.delete(key));
  loading.set(key, promise);
  return promise;
}

/** Forgets a key, for every process. An error of Redis is the caller's: the old value may still be there. */
export async function forget(key: string): Promise<void> {
  memory.delete(key);
  await redis?.del(key);
}

async function loadInto<T>(key: string, load: () => Promise<T>, seconds: number): Promise<T> {
  const value = await load();
  await write(key, JSON.stringify(value), seconds);
  return value;
}

async function read(key: string): Promise<string | null> {
  if (redis !== undefined) return redis.get(key).catch(() => null);
  const entry = memory.get(key);
  memory.delete(key);
  if (entry === undefined || entry.ends <= Date.now()) return null;
  memory.set(key, entry);
  return entry.text;
}

async function write(key: string, text: string, seconds: number): Promise<void> {
  if (redis !== undefined) {
    await redis.set(key, text, "EX", seconds).catch(() => undefined);
    return;
  }
  memory.delete(key);
  memory.set(key, { text, ends: Date.now() + seconds * 1_000 });
  for (const oldest of memory.keys()) {
    if (memory.size <= MOST_ENTRIES) break;
    memory.delete(oldest);
  }
}
