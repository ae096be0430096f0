import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { freePort, listening, PYTHON, pythonTool, run, start, stop, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** A server that answers all who wait once there are so many, and counts how many wait at once. */
let slow: Server;
let port = 0;
const waiting = { now: 0, most: 0, wanted: 1 };

beforeAll(async () => {
  slow = createServer((_request, response) => {
    waiting.now += 1;
    waiting.most = Math.max(waiting.most, waiting.now);
    const timer = setInterval(() => {
      if (waiting.most < waiting.wanted) return;
      clearInterval(timer);
      setTimeout(() => { waiting.now -= 1; response.end('1'); }, 100); // so that one too many would be seen
    }, 10);
  });
  await new Promise<void>((resolve) => { slow.listen(0, '127.0.0.1', resolve); });
  port = (slow.address() as AddressInfo).port;
});

afterAll(() => { slow.close(); });

const python = (code: string): Promise<string> => run(PYTHON, ['-c', code]);

describe.skipIf(WITHOUT_PYTHON)('asyncio.gather', () => {
  const program = (piece: string): string => `
import asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession() as session:
        async def price(code):
            async with session.get("http://127.0.0.1:${port}/" + str(code)) as answer:
                return await answer.text()
        limit = asyncio.Semaphore(4)

        async def within_limit(work):
            async with limit:
                return await work

        return await asyncio.gather(*[${piece} for code in range(24)])
print(len(asyncio.run(main())))`;

  test.each([['price(code)', 24], ['within_limit(price(code))', 4]] as const)('of 24 times %s asks %i at once', async (piece, most) => {
    Object.assign(waiting, { most: 0, wanted: most });
    expect((await python(program(piece))).trim()).toBe('24');
    expect(waiting.most).toBe(most);
  });

  test('drops what succeeded when one fails, unless it returns failures', async () => {
    expect(await python(`
import asyncio
async def one(number):
    if number == 1:
        raise ValueError("no")
    return number
async def main():
    try:
        await asyncio.gather(*[one(number) for number in range(3)])
    except ValueError as error:
        print("raised", error)
    found = await asyncio.gather(*[one(number) for number in range(3)], return_exceptions=True)
    print(found[0], type(found[1]).__name__, found[2])
asyncio.run(main())`)).toBe('raised no\n0 ValueError 2\n');
  });
});

describe.skipIf(WITHOUT_PYTHON)('tasks', () => {
  const program = (keep: string): string => `
import asyncio, gc
background_tasks = set()
async def work():
    await asyncio.get_running_loop().create_future()
async def handler():
    ${keep}
async def main():
    await handler()
    await asyncio.sleep(0)
    gc.collect()
    print(len([each for each in asyncio.all_tasks() if each is not asyncio.current_task()]))
asyncio.run(main())`;

  test('that nobody keeps are collected in the middle of their work', async () => {
    const text = await python(program('asyncio.create_task(work())'));
    expect(text).toContain('Task was destroyed but it is pending');
    expect(text.trim().split('\n').at(-1)).toBe('0');
  });

  test('that a set keeps go on', async () => {
    const text = await python(program('task = asyncio.create_task(work())\n    background_tasks.add(task)\n    task.add_done_callback(background_tasks.discard)'));
    expect(text).not.toContain('destroyed');
    expect(text.trim()).toBe('1');
  });

  test('that fail stop nobody: the program ends as if all were well', async () => {
    const text = await python('import asyncio\nasync def work():\n    raise ValueError("lost")\nasync def main():\n    asyncio.create_task(work())\n    await asyncio.sleep(0.05)\n    print("done")\nasyncio.run(main())');
    expect(text).toContain('done');
    expect(text).toContain('Task exception was never retrieved');
  });
});

describe.skipIf(WITHOUT_PYTHON)('loops', () => {
  test('asyncio.run raises inside of async code', async () => {
    expect(await python('import asyncio\nasync def main():\n    coroutine = asyncio.sleep(0)\n    try:\n        asyncio.run(coroutine)\n    except RuntimeError as error:\n        print(error)\n    coroutine.close()\nasyncio.run(main())'))
      .toContain('cannot be called from a running event loop');
  });

  test("Django's queries raise inside of async code", async () => {
    expect(await python(`
import asyncio, django
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, INSTALLED_APPS=["django.contrib.contenttypes"])
django.setup()
from django.contrib.contenttypes.models import ContentType
async def view():
    try:
        ContentType.objects.filter(pk=1).count()
    except Exception as error:
        print(type(error).__name__)
asyncio.run(view())`)).toBe('SynchronousOnlyOperation\n');
  });

  test('a blocking call in async def holds up the health check, a plain def and await do not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'blocking-'));
    writeFileSync(join(folder, 'shop.py'), `
import asyncio, os, time
from fastapi import FastAPI
site = FastAPI()
@site.get("/health")
async def health():
    return 1
@site.get("/blocking")
async def blocking():
    print("begun blocking", flush=True)
    while not os.path.exists("blocking"):
        time.sleep(0.02)
@site.get("/thread")
def thread():
    print("begun thread", flush=True)
    while not os.path.exists("thread"):
        time.sleep(0.02)
@site.get("/awaiting")
async def awaiting():
    print("begun awaiting", flush=True)
    while not os.path.exists("awaiting"):
        await asyncio.sleep(0.02)
`);
    const own = await freePort();
    const server = start(pythonTool('uvicorn'), ['shop:site', '--port', String(own)], { cwd: folder });
    try {
      await listening(server, own);
      // Whether the health check is answered while a request goes on, which ends once its file is there.
      const answers = async (path: string): Promise<boolean> => {
        const pending = fetch(`http://127.0.0.1:${own}/${path}`);
        await eventually(() => server.printed().includes(`begun ${path}`), server.printed);
        const health = fetch(`http://127.0.0.1:${own}/health`).then(() => true);
        const isAnswered = path === 'blocking' ? await Promise.race([health, pause(500, false)]) : await health;
        writeFileSync(join(folder, path), '');
        await Promise.all([pending, health]);
        return isAnswered;
      };
      expect([await answers('awaiting'), await answers('thread'), await answers('blocking')]).toEqual([true, true, false]);
    } finally {
      await stop(server);
      rmSync(folder, { recursive: true });
    }
  });
});
