import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { resultOf } from './result-of.ts';

/** A server that takes connections and says nothing. */
let silent: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  silent = createServer((socket) => { connections += 1; socket.on('error', () => undefined); });
  await new Promise<void>((resolve) => { silent.listen(0, '127.0.0.1', resolve); });
  port = (silent.address() as AddressInfo).port;
});

afterAll(() => { silent.close(); });

describe.skipIf(WITHOUT_PYTHON)('limits of time', () => {
  test.each([
    ['requests', `import requests\nask = lambda: requests.get("http://127.0.0.1:PORT")`, true],
    ['requests with a limit', `import requests\nask = lambda: requests.get("http://127.0.0.1:PORT", timeout=(3.05, 0.3))`, false],
    ['urllib', `import urllib.request\nask = lambda: urllib.request.urlopen("http://127.0.0.1:PORT")`, true],
    ['urllib with a default of sockets', `import socket, urllib.request\nsocket.setdefaulttimeout(0.3)\nask = lambda: urllib.request.urlopen("http://127.0.0.1:PORT")`, false],
    ['urllib3', `import urllib3\nask = lambda: urllib3.PoolManager(retries=False).request("GET", "http://127.0.0.1:PORT")`, true],
  ])('%s goes on waiting for a silent server: %#', async (_name, code, waits) => {
    expect(await resultOf(`
import threading
${code.replace('PORT', String(port))}
def work():
    try:
        ask()
    except Exception:
        pass
thread = threading.Thread(target=work, daemon=True)
thread.start()
thread.join(${waits ? 1.5 : 100})
result = thread.is_alive()`)).toBe(waits);
  });

  test('httpx waits 5 s by itself, aiohttp 300 s', async () => {
    expect(await resultOf('import aiohttp, httpx\nresult = [httpx.Client().timeout.read, aiohttp.client.DEFAULT_TIMEOUT.total, aiohttp.ClientTimeout(connect=3).total]')).toEqual([5, 300, null]);
  });
});

describe.skipIf(WITHOUT_PYTHON)('further attempts', () => {
  test('a loop takes attempts times the limit', async () => {
    const before = connections;
    const [once, thrice] = await resultOf(`
import time, requests
def ask(attempts):
    start = time.monotonic()
    for attempt in range(attempts):
        try:
            requests.get("http://127.0.0.1:${port}", timeout=0.3)
        except requests.RequestException:
            pass
    return time.monotonic() - start
result = [ask(1), ask(3)]`) as [number, number];
    expect(once).toBeGreaterThanOrEqual(0.3);
    expect(thrice).toBeGreaterThanOrEqual(0.9);
    expect(connections - before).toBe(4);
  });

  test('urllib3 makes one attempt more than it has retries', async () => {
    const before = connections;
    await resultOf(`
import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry
session = requests.Session()
session.mount("http://", HTTPAdapter(max_retries=Retry(total=2, backoff_factor=0)))
try:
    session.get("http://127.0.0.1:${port}", timeout=0.2)
except requests.RequestException:
    pass
result = None`);
    expect(connections - before).toBe(3);
  });

  test('urllib3 waits nothing before the second attempt, then twice and four times the factor, and leaves POST alone', async () => {
    expect(await resultOf(`
from urllib3.util.retry import Retry
retry = Retry(total=5, backoff_factor=0.1)
waits = []
for _ in range(3):
    retry = retry.increment("GET", "/", error=ConnectionError())
    waits.append(round(retry.get_backoff_time(), 3))
result = [waits, "POST" in Retry.DEFAULT_ALLOWED_METHODS]`)).toEqual([[0, 0.2, 0.4], false]);
  });
});
