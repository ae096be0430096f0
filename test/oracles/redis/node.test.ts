import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject } from '../../support/cli.ts';
import { startRedis, WITHOUT_REDIS, type RealRedis } from '../../support/real-redis.ts';
import { freePort, linkModules, listening, run, start, stop, WITHOUT_NODE } from '../../support/real-tools.ts';

/** What rules say of ioredis, node-redis and lru-cache, shown by them on a real Redis. */
const CASES = fileURLToPath(new URL('../../rules/', import.meta.url));
const IOREDIS = 'import Redis from "ioredis";\nconst redis = new Redis(process.env.REDIS_URL);\n';
const NODE_REDIS = 'import { createClient } from "redis";\nconst client = createClient({ url: process.env.REDIS_URL });\n';
const KILL = 'import Redis from "ioredis";\nconst killer = new Redis(process.env.REDIS_URL);\n';

let server: RealRedis | undefined;
let folder = '';

beforeAll(async () => {
  if (WITHOUT_REDIS || WITHOUT_NODE) return;
  server = await startRedis();
  folder = makeProject({ 'package.json': '{ "type": "module" }' }).root;
  linkModules(folder);
});
afterAll(async () => { await server?.stop(); });

function program(text: string): readonly string[] {
  const path = join(folder, `p${Math.abs(hash(text))}.mjs`);
  writeFileSync(path, text);
  return [path];
}

const hash = (text: string): number => [...text].reduce((sum, each) => (sum * 31 + (each.codePointAt(0) ?? 0)) % 1_000_000_007, 7);
const env = () => ({ ...process.env, REDIS_URL: server?.url ?? '' });
const printed = async (text: string): Promise<string> => (await run('node', program(text), { env: env(), cwd: folder })).trim();

describe.skipIf(WITHOUT_REDIS || WITHOUT_NODE)('a lost connection', () => {
  const lose = `${KILL}await client.connect();\nawait client.ping();\nawait killer.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");\nsetTimeout(async () => { console.log(await client.ping()); process.exit(0); }, 800);\n`;

  it('ends a process in which nobody listens to errors of node-redis', async () => {
    const running = start('node', [...program(`${NODE_REDIS}${lose}`)], { env: env(), cwd: folder });
    expect(await running.ended).toBe(1);
    expect(running.printed()).toContain('SocketClosedUnexpectedlyError');
  });

  it('is mended where somebody does, as the fix writes it', async () => {
    expect(await printed(`${NODE_REDIS.replace('URL })', "URL }).on('error', (error) => console.error('Redis', error.name))")}${lose}`)).toContain('PONG');
  });

  it('does not end a process with ioredis', async () => {
    const text = `${IOREDIS}const client = redis;\n${lose.replace('await client.connect();\n', '').replace(KILL, 'const killer = new Redis(process.env.REDIS_URL);\n')}`;
    expect(await printed(text)).toContain('PONG');
  });
});

describe.skipIf(WITHOUT_REDIS || WITHOUT_NODE)('what the clients answer', () => {
  it('refuses other commands on a subscribed connection of ioredis, and takes them with node-redis', async () => {
    expect(await printed(`${IOREDIS}await redis.subscribe("news");\nconsole.log(await redis.get("a").catch((error) => error.message));\nredis.disconnect();\n`)).toContain('Connection in subscriber mode');
    expect(await printed(`${NODE_REDIS}client.on("error", () => {});\nawait client.connect();\nawait client.subscribe("news", () => {});\nconsole.log(await client.get("a"));\nclient.destroy();\n`)).toBe('null');
  });

  it('gives a pair for BRPOP, which cannot be decoded', async () => {
    const pops = 'await redis.rpush("jobs", JSON.stringify({ id: 1 }));\nconst popped = await redis.brpop("jobs", 1);\n';
    expect(await printed(`${IOREDIS}${pops}try { JSON.parse(popped); } catch (error) { console.log(error.name, JSON.parse(popped[1]).id); }\nredis.disconnect();\n`)).toBe('SyntaxError 1');
    expect(await printed(`${NODE_REDIS}client.on("error", () => {});\nawait client.connect();\nawait client.rPush("jobs", "{}");\nconst popped = await client.brPop("jobs", 1);\ntry { JSON.parse(popped); } catch (error) { console.log(error.name, popped.element); }\nclient.destroy();\n`)).toBe('SyntaxError {}');
  });

  it('answers null where SET with NX finds the key, and keeps an expiry with EXPIRE NX', async () => {
    expect(await printed(`${IOREDIS}await redis.del("k", "n");\nconsole.log(await redis.set("k", "1", "EX", 60, "NX"), await redis.set("k", "1", "EX", 60, "NX"), await redis.set("n", "1", "NX", "EX", 30));\nconsole.log(await redis.incr("h"), await redis.expire("h", 60, "NX"), await redis.expire("h", 90, "NX"));\nredis.disconnect();\n`)).toBe('OK null OK\n1 1 0');
    expect(await printed(`${NODE_REDIS}client.on("error", () => {});\nawait client.connect();\nawait client.del("k");\nconsole.log(await client.set("k", "1", { EX: 60, NX: true }), await client.set("k", "1", { EX: 60, NX: true }));\nclient.destroy();\n`)).toBe('OK null');
  });

  it('sends what is started together in its order, and throws what one of them throws', async () => {
    const text = `${IOREDIS}await redis.set("text", "a");\nconst answers = await Promise.all([redis.set("o", "1"), redis.incr("o"), redis.get("o")]);\nconst failed = await Promise.all([redis.get("o"), redis.hget("text", "b")]).catch((error) => error.message.split(" ")[0]);\nconsole.log(answers.join(), failed);\nredis.disconnect();\n`;
    expect(await printed(text)).toBe('OK,2,2 WRONGTYPE');
  });
});

describe.skipIf(WITHOUT_REDIS || WITHOUT_NODE)('commands that a fix sends together', () => {
  it.each([
    ['reads of ioredis', 'redis/pipeline/node-reads', 'GET', '/board/ada'], ['writes of node-redis', 'redis/pipeline/node-writes', 'POST', '/visit/ada'],
    ['a claim of node-redis', 'redis/idempotency/node-set-ex', 'POST', '/hooks/1'], ['a claim of ioredis', 'redis/idempotency/ioredis-exists', 'POST', '/hooks/2'],
  ])('%s answer as before', async (_name, path, method, address) => {
    const answers: string[] = [];
    for (const state of ['before', 'after']) {
      await printed(`${IOREDIS}await redis.flushall();\nawait redis.hset("user:ada", "name", "Ada");\nawait redis.zadd("scores", 7, "ada");\nawait redis.sadd("badges:ada", "swimmer");\nredis.disconnect();\n`);
      answers.push(await twice(`${CASES}${path}/${state}/server.js`, state, { method, address }));
    }
    expect(answers[0]).not.toContain('Error');
    expect(answers[1]).toBe(answers[0]);
  });
});

/** What a server of a case answers to the same request twice. */
async function twice(source: string, state: string, { method, address }: { readonly method: string; readonly address: string }): Promise<string> {
  const port = await freePort();
  mkdirSync(join(folder, state), { recursive: true });
  copyFileSync(source, join(folder, state, 'server.mjs'));
  const running = start('node', [join(folder, state, 'server.mjs')], { env: { ...env(), PORT: String(port) }, cwd: folder });
  try {
    await listening(running, port);
    const texts: string[] = [];
    for (let time = 0; time < 2; time += 1) texts.push(await (await fetch(`http://127.0.0.1:${port}${address}`, { method })).text());
    return texts.join(' ');
  } finally {
    await stop(running);
  }
}

describe.skipIf(WITHOUT_NODE)('a Map with expiry times', () => {
  it('keeps what has expired, and LRUCache does not', async () => {
    const text = 'import { LRUCache } from "lru-cache";\nconst map = new Map();\nconst lru = new LRUCache({ max: 500 });\nfor (let key = 0; key < 20000; key += 1) { map.set(key, { expires: 0 }); lru.set(key, { expires: 0 }); }\nconsole.log(map.size, lru.size);\n';
    expect(await printed(text)).toBe('20000 500');
  });
});
