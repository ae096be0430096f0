import { expect, it } from 'vitest';
import type { RedisCall, RedisConnection, RedisPattern } from '../../../src/model/facts/caches.ts';
import { readFacts } from './support.ts';

const SERVER = 'import express from "express";\nconst app = express();\napp.listen(process.env.PORT);\n';
const IOREDIS = `import Redis from "ioredis";\n${SERVER}const redis = new Redis(process.env.REDIS_URL);\n`;
const NODE_REDIS = `import { createClient } from "redis";\n${SERVER}const redis = createClient({ url: process.env.REDIS_URL });\n`;
const route = (head: string, body: string) => `${head}app.get("/x", async (req, res) => {\n${body}\n});\n`;

async function listOf<T>(text: string, name: string): Promise<readonly T[]> {
  const facts = await readFacts({ 'main.ts': text }, 'main.ts') as Readonly<Record<string, { readonly state: string; readonly value?: readonly T[] }>>;
  return facts[name]?.value ?? [];
}

it.each([
  ['a write without an end', route(IOREDIS, 'await redis.set(`cart:${req.id}`, req.body);'), 'SET none request'],
  ['ioredis with an end', route(IOREDIS, 'await redis.set("a", 1, "EX", 60, "NX");'), 'SET 60 request nx'],
  ['node-redis with an end', route(NODE_REDIS, 'await redis.set("a", 1, { PX: 1500, NX: true });'), 'SET 1.5 request nx'],
  ['node-redis with an expiration', route(NODE_REDIS, 'await redis.set("a", 1, { expiration: { type: "EX", value: 9 } });'), 'SET given request'],
  ['setEx', route(NODE_REDIS, 'await redis.setEx("a", 30, "b");'), 'SETEX 30 request'],
  ['a pop of ioredis', route(IOREDIS, 'await redis.brpop("a", "b", 0);'), 'BRPOP undefined request waits Infinity'],
  ['a pop of node-redis', route(NODE_REDIS, 'await redis.brPop("a", 7);'), 'BRPOP undefined request waits 7'],
  ['a pipeline', route(IOREDIS, 'await redis.pipeline().get("a").incr("b").exec();'), 'GET undefined request queued, INCR undefined request queued'],
  ['a transaction in a variable', route(NODE_REDIS, 'const batch = redis.multi();\nbatch.get("a");\nawait batch.exec();'), 'GET undefined request queued'],
  ['a copy', route(`${IOREDIS}const copy = redis.duplicate();\n`, 'await copy.get("a");'), 'GET undefined request'],
  ['a client of a type', `import type Redis from "ioredis";\n${SERVER}export class Store {\n  constructor(private readonly redis: Redis) {}\n  load(key: string) { return this.redis.get(key); }\n}\nnew Store();`, 'GET undefined function'],
  ['a Map', route(`${IOREDIS}const cache = new Map();\n`, 'cache.get("a");'), ''],
])('reads commands: %s', async (_name, text, expected) => {
  const shown = (await listOf<RedisCall>(text, 'redis.calls')).map((call) => [
    call.command, String(call.expiry), call.scope, ...(call.only === undefined ? [] : [call.only]), ...(call.waits === undefined ? [] : [`waits ${call.waits}`]), ...(call.queued ? ['queued'] : []),
  ].join(' '));
  expect(shown.join(', ')).toBe(expected);
});

it.each([
  ['three reads', route(IOREDIS, 'const a = await redis.get("a");\nconst b = await redis.get(`b:${req.id}`);\nconst c = await redis.ttl("c");'), 'sequence plain GET GET TTL'],
  ['writes', route(NODE_REDIS, 'await redis.incr("a");\nawait redis.hSet("b", "c", 1);\nawait redis.del("d");'), 'sequence INCR HSET DEL'],
  ['one that needs another', route(IOREDIS, 'const a = await redis.get("a");\nconst b = await redis.get(a);\nconst c = await redis.get("c");'), ''],
  ['not awaited', route(IOREDIS, 'redis.get("a");\nredis.get("b");\nredis.get("c");'), ''],
  ['once', route(NODE_REDIS, 'if (await redis.get(`idem:${req.id}`)) return res.end();\nawait redis.setEx(`idem:${req.id}`, 60, "1");'), 'check-then-set GET SETEX'],
  ['once, in a transaction', route(NODE_REDIS, 'await redis.multi().incr(`rate:${req.ip}`).get(`idem:${req.id}`).setEx(`idem:${req.id}`, 60, "1").exec();'), 'queued-check GET SETEX'],
  ['a window', route(IOREDIS, 'const key = `rate:${req.ip}`;\nconst n = await redis.incr(key);\nawait redis.expire(key, 60);'), 'window INCR EXPIRE'],
  ['a window that begins once', route(IOREDIS, 'const n = await redis.incr("k");\nif (n === 1) await redis.expire("k", 60);'), ''],
  ['a window with NX', route(IOREDIS, 'const n = await redis.incr("k");\nawait redis.expire("k", 60, "NX");'), ''],
  ['a pair that is decoded', route(IOREDIS, 'const job = await redis.brpop("jobs", 5);\nif (job) run(JSON.parse(job));'), 'whole-pop BRPOP'],
  ['a lock that is deleted', route(IOREDIS, 'if (await redis.set("lock", 1, "EX", 30, "NX")) { await work(); await redis.del("lock"); }'), 'lock-release SET DEL'],
])('sees which commands belong together: %s', async (_name, text, expected) => {
  const shown = (await listOf<RedisPattern>(text, 'redis.patterns')).map(({ kind, plain, commands }) => [kind, ...(plain ? ['plain'] : []), ...commands].join(' '));
  expect(shown.join(', ')).toBe(expected);
});

it.each([
  ['no handler', NODE_REDIS, 'node-redis false - -'],
  ['a handler', `${NODE_REDIS}redis.on("error", console.error);\n`, 'node-redis true - -'],
  ['a handler in a chain', NODE_REDIS.replace('});\n', '}).on("error", console.error);\n').replace('createClient({ url: process.env.REDIS_URL })', 'createClient()'), 'node-redis true - -'],
  ['handed to a function of the project', `${NODE_REDIS}watch(redis);\nfunction watch(client) { client.on("end", () => {}); }\n`, 'node-redis undefined - -'],
  ['a subscriber that also asks', `${IOREDIS}redis.subscribe("news");\nredis.get("a");\n`, 'ioredis false redis.subscribe("news") redis.get("a")'],
  ['a subscriber of its own', `${IOREDIS}const sub = redis.duplicate();\nsub.subscribe("news");\nredis.get("a");\n`, 'ioredis false - redis.get("a")'],
])('sees how a client is used: %s', async (_name, text, expected) => {
  const shown = (await listOf<RedisConnection>(text, 'redis.connections')).map(({ library, listens, subscribes, commands }) => [library, String(listens), subscribes?.value ?? '-', commands?.value ?? '-'].join(' '));
  expect(shown.join(', ')).toBe(expected);
});
