import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProject } from '../../support/cli.ts';
import { startRedis, WITHOUT_REDIS, type RealRedis } from '../../support/real-redis.ts';
import { freePort, linkModules, listening, nodeTool, PYTHON, run, start, stop, WITHOUT_NODE, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** The caches of templates/redis: one load for many, a limit, an end, no memory where several processes serve. */
const template = (name: string): string => readFileSync(fileURLToPath(new URL(`../../../templates/${name}`, import.meta.url)), 'utf8');
const ALONE = { WEB_CONCURRENCY: '1', REPLICAS: '1' };

/** One load for ten at once, a value that ends, a limit, a key that is forgotten, an error that is not kept. */
const ASYNC = `
import asyncio
import cache as module
from cache import cache

loads = []

async def load():
    loads.append(1)
    await asyncio.sleep(0.05)
    return {"n": len(loads)}

async def broken():
    raise ValueError("no")

async def main():
    many = await asyncio.gather(*[cache.get("a", load, 60) for _ in range(10)])
    again = await cache.get("a", load, 60)
    await cache.delete("a")
    fresh = await cache.get("a", load, 1)
    await asyncio.sleep(1.2)
    ended = await cache.get("a", load, 60)
    failed = [type(each).__name__ for each in await asyncio.gather(*[cache.get("b", broken, 5) for _ in range(2)], return_exceptions=True)]
    module.MOST_ENTRIES = 3
    for key in range(9):
        await cache.get(f"k{key}", load, 60)
    print(sorted({each["n"] for each in many}), again["n"], fresh["n"], ended["n"], failed, len(cache._memory) <= 3)
    await cache.close()

asyncio.run(main())
`;

const SYNC = `
import threading, time
from concurrent.futures import ThreadPoolExecutor
import cache as module
from cache import cache

loads = []

def load():
    loads.append(1)
    time.sleep(0.05)
    return {"n": len(loads)}

def broken():
    raise ValueError("no")

def failing(_):
    try:
        return cache.get("b", broken, 5)
    except ValueError as error:
        return type(error).__name__

with ThreadPoolExecutor(10) as pool:
    many = list(pool.map(lambda _: cache.get("a", load, 60), range(10)))
    again = cache.get("a", load, 60)
    cache.delete("a")
    fresh = cache.get("a", load, 1)
    time.sleep(1.2)
    ended = cache.get("a", load, 60)
    failed = list(pool.map(failing, range(2)))
module.MOST_ENTRIES = 3
for key in range(9):
    cache.get(f"k{key}", load, 60)
print(sorted({each["n"] for each in many}), again["n"], fresh["n"], ended["n"], failed, len(cache._memory) <= 3)
`;

const NODE = `
import { cached, forget } from "./cache.js";
let loads = 0;
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
const load = async () => { loads += 1; await wait(50); return { n: loads }; };
const broken = async () => { throw new TypeError("no"); };
const many = await Promise.all(Array.from({ length: 10 }, () => cached("a", load, 60)));
const again = await cached("a", load, 60);
await forget("a");
const fresh = await cached("a", load, 1);
await wait(1200);
const ended = await cached("a", load, 60);
const failed = (await Promise.allSettled([cached("b", broken, 5), cached("b", broken, 5)])).map(({ reason }) => reason.name);
console.log(JSON.stringify([...new Set(many.map(({ n }) => n))]), again.n, fresh.n, ended.n, JSON.stringify(failed));
process.exit(0);
`;

const WEB = `
from flask import Flask
from cache import cache
import os

site = Flask(__name__)

@site.get("/value")
def value():
    return cache.get("shared", lambda: {"pid": os.getpid()}, 60)
`;

let server: RealRedis | undefined;
beforeAll(async () => { if (!WITHOUT_REDIS) server = await startRedis(); });
afterAll(async () => { await server?.stop(); });

/** The variables of this process without those that the cache asks for. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { WEB_CONCURRENCY: _workers, REPLICAS: _replicas, REDIS_URL: _address, ...rest } = process.env;
  return { ...rest, ...more };
}

/** A database of the server for each program, so that none finds what another left. */
const database = (index: number): { readonly REDIS_URL: string } => ({ REDIS_URL: `${server?.url ?? ''}/${index}` });

describe.skipIf(WITHOUT_PYTHON || WITHOUT_REDIS)('in Python', () => {
  test.each([['redis/cache.py', ASYNC, 1], ['redis/sync-cache.py', SYNC, 2]])('%s loads once, forgets and ends, in Redis and in memory', async (name, text, index) => {
    const { root, remove } = makeProject({ 'cache.py': template(name), 'main.py': text });
    try {
      const expected = "[1] 1 2 3 ['ValueError', 'ValueError'] True";
      expect((await run(PYTHON, ['main.py'], { cwd: root, env: environment(database(index)) })).trim()).toBe(expected);
      expect((await run(PYTHON, ['main.py'], { cwd: root, env: environment(ALONE) })).trim()).toBe(expected);
      // While Redis is away every call loads, and nothing fails.
      const away = { REDIS_URL: `redis://127.0.0.1:${await freePort()}` };
      const line = name === 'redis/cache.py' ? 'import asyncio; print(asyncio.run(cache.get("a", one, 5)))' : 'print(cache.get("a", one, 5))';
      writeFileSync(join(root, 'away.py'), `from cache import cache\n${name === 'redis/cache.py' ? 'async ' : ''}def one(): return 1\n${line}\n`);
      expect((await run(PYTHON, ['away.py'], { cwd: root, env: environment(away) })).trim()).toBe('1');
    } finally {
      remove();
    }
  });

  test.each([
    ['nothing is known', {}, []], ['two workers', { WEB_CONCURRENCY: '2', REPLICAS: '1' }, []], ['two replicas', { WEB_CONCURRENCY: '1', REPLICAS: '2' }, []],
    ['the command line says two', { WEB_CONCURRENCY: '1', REPLICAS: '1' }, ['-w', '2']], ['in one word', { WEB_CONCURRENCY: '1', REPLICAS: '1' }, ['--workers=3']],
  ])('refuses to start without Redis where %s', async (_name, given, words) => {
    const { root, remove } = makeProject({ 'cache.py': template('redis/cache.py'), 'main.py': 'import cache\n' });
    try {
      const running = start(PYTHON, ['main.py', ...words], { cwd: root, env: environment(given) });
      expect(await running.ended).toBe(1);
      expect(running.printed()).toContain('SeveralProcesses: set REDIS_URL');
    } finally {
      remove();
    }
  });

  test('two workers of gunicorn share what one of them loaded, and do not start without Redis', async () => {
    const { root, remove } = makeProject({ 'cache.py': template('redis/sync-cache.py'), 'web.py': WEB });
    const port = await freePort();
    const words = ['-m', 'gunicorn', 'web:site', '-w', '2', '-b', `127.0.0.1:${port}`];
    const running = start(PYTHON, words, { cwd: root, env: environment(database(3)) });
    try {
      await listening(running, port);
      const answers = new Set<string>();
      for (let time = 0; time < 12; time += 1) answers.add(await (await fetch(`http://127.0.0.1:${port}/value`, { headers: { connection: 'close' } })).text());
      expect(answers.size).toBe(1);
      const alone = start(PYTHON, [...words.slice(0, -1), `127.0.0.1:${await freePort()}`], { cwd: root, env: environment(ALONE) });
      expect(await alone.ended).not.toBe(0);
      expect(alone.printed()).toContain('SeveralProcesses: set REDIS_URL');
    } finally {
      await stop(running);
      remove();
    }
  });
});

describe.skipIf(WITHOUT_NODE || WITHOUT_REDIS)('in TypeScript', () => {
  test('loads once, forgets and ends, in Redis and in memory, and refuses several processes without Redis', async () => {
    const { root, remove } = makeProject({ 'package.json': '{ "type": "module" }', 'cache.ts': template('redis/cache.ts'), 'main.js': NODE, 'alone.js': 'import "./cache.js";\n' });
    linkModules(root);
    try {
      await run(nodeTool('tsc'), ['--strict', '--target', 'es2022', '--module', 'nodenext', '--types', 'node', 'cache.ts'], { cwd: root });
      const expected = '[1] 1 2 3 ["TypeError","TypeError"]';
      expect((await run('node', ['main.js'], { cwd: root, env: environment(database(4)) })).trim()).toBe(expected);
      expect((await run('node', ['main.js'], { cwd: root, env: environment(ALONE) })).trim()).toBe(expected);
      const running = start('node', ['alone.js'], { cwd: root, env: environment({ WEB_CONCURRENCY: '2', REPLICAS: '1' }) });
      expect(await running.ended).toBe(1);
      expect(running.printed()).toContain('set REDIS_URL');
    } finally {
      remove();
    }
  });
});
