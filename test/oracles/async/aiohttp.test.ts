import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freePort, pythonTool, start, stop, WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { resultOf } from './result-of.ts';

describe.skipIf(WITHOUT_PYTHON)('aiohttp', () => {
  test('sessions and connectors raise where no loop runs, and not inside a coroutine', async () => {
    expect(await resultOf(`
import aiohttp, asyncio
result = []
for make in (aiohttp.ClientSession, aiohttp.TCPConnector):
    try:
        make()
        result.append("made")
    except RuntimeError as error:
        result.append(str(error))
async def inside():
    for make in (aiohttp.ClientSession, aiohttp.TCPConnector):
        made = make()
        await made.close()
        result.append("made")
asyncio.run(inside())`)).toEqual(['no running event loop', 'no running event loop', 'made', 'made']);
  });

  test('a cached property makes the session in the running loop', async () => {
    expect(await resultOf(`
import aiohttp, asyncio
from functools import cached_property
class Rates:
    @cached_property
    def session(self):
        return aiohttp.ClientSession()
rates = Rates()
async def use():
    first = rates.session
    same = first is rates.session
    await first.close()
    return same
result = asyncio.run(use())`)).toBe(true);
  });

  test('a session belongs to the loop that made it', async () => {
    expect(await resultOf(`
import aiohttp, asyncio
kept = []
async def first():
    kept.append(aiohttp.ClientSession())
async def second():
    await asyncio.wait_for(kept[0].get("http://127.0.0.1:9"), 2)
asyncio.run(first())
try:
    asyncio.run(second())
    result = "answered"
except Exception as error:
    result = type(error).__name__ + " " + str(error)`)).toMatch(/RuntimeError.*(closed|loop)/);
  });

  test.each([[[], false], [['--workers', '2'], true]] as const)('uvicorn with %j: imports in its loop: %s', async (more, isInLoop) => {
    const folder = mkdtempSync(join(tmpdir(), 'uvicorn-'));
    writeFileSync(join(folder, 'shop.py'), 'import aiohttp\nsession = aiohttp.ClientSession()\nasync def site(scope, receive, send):\n    pass\n');
    const own = await freePort();
    const server = start(pythonTool('uvicorn'), ['shop:site', '--lifespan', 'off', '--port', String(own), ...more], { cwd: folder });
    if (isInLoop) await expect.poll(server.printed).toContain('Started server process'); // after the import
    else expect(await server.ended).not.toBe(0);
    await stop(server);
    expect(server.printed().includes('no running event loop')).toBe(!isInLoop);
    rmSync(folder, { recursive: true });
  });
});
