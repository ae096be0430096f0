import { expect, it } from 'vitest';
import { itemsOf, read, show } from './read.ts';

const HEAD = 'import asyncio, time\nimport aiohttp, httpx, requests\nfrom fastapi import FastAPI\napp = FastAPI()\nclient = httpx.AsyncClient()\nasync def one(x):\n  return await client.get(x)\n';
const ROUTE = '@app.get("/x")\nasync def route(xs: list):\n';

it.each([
  ['a function of requests', 'def f():\n  requests.post(u)', ['requests POST function none absent']],
  ['a limit for each phase', 'requests.get(u, timeout=(3, 7))', ['requests GET module given 7']],
  ['no limit at all', 'httpx.get(u, timeout=None)', ['httpx GET module none absent']],
  ['a limit behind a name', 'LIMIT = 5\nrequests.get(u, timeout=LIMIT)', ['requests GET module given 5']],
  ['hidden arguments', 'requests.request("put", u, **options)', ['requests PUT module unknown absent']],
  ['a session', 's = requests.Session()\ndef f():\n  s.get(u)', ['requests GET function none absent']],
  ['a session of the project', 'class S(requests.Session): pass\ns = S()\ns.get(u)', ['requests GET module unknown absent']],
  ['the limit of a client', 'c = httpx.Client(timeout=httpx.Timeout(20, connect=3))\nc.get(u)', ['httpx GET module given 20']],
  ['the default of httpx', 'c = httpx.Client()\nc.get(u)', ['httpx GET module given 5 by default']],
  ['the total of a session', 'async def f():\n  async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=9)) as s:\n    await s.get(u)', ['aiohttp GET function given 9']],
  ['the default of aiohttp', 'async def f():\n  async with aiohttp.ClientSession() as s:\n    await s.get(u)', ['aiohttp GET function given 300 by default']],
  ['no total', 'async def f():\n  async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(connect=3)) as s:\n    await s.get(u)', ['aiohttp GET function unknown absent']],
  ['a method of another object', 'd = {}\nd.get(u)', []],
])('reads requests and their limits: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `import aiohttp, httpx, requests\n${text}` });
  expect(itemsOf(facts['http.requests']).map((each) => `${each.library} ${each.method} ${each.scope} ${each.limit} ${show(each.timeout)}`)).toEqual(expected);
});

it.each([
  ['the top of a module', 's = aiohttp.ClientSession()', ['none elsewhere']],
  ['an __init__ at the top', 'class A:\n  def __init__(self):\n    self.s = aiohttp.ClientSession()\na = A()', ['none elsewhere']],
  ['an __init__ that async code calls', 'class A:\n  def __init__(self):\n    self.s = aiohttp.ClientSession()\nasync def f():\n  A()', ['running elsewhere']],
  ['an __init__ that nobody calls', 'class A:\n  def __init__(self):\n    self.s = aiohttp.ClientSession()', ['undefined elsewhere']],
  ['a default of a parameter', 'async def f(s=aiohttp.ClientSession()): pass', ['none elsewhere']],
  ['a synchronous handler', '@app.get("/y")\ndef y():\n  aiohttp.ClientSession().get(u)', ['none never']],
  ['a with', 'async def f():\n  async with aiohttp.ClientSession() as s:\n    pass', ['running with']],
  ['a with further down', 'async def f():\n  s = aiohttp.ClientSession()\n  async with s:\n    pass', ['running with']],
  ['a call of close', 'async def f():\n  s = aiohttp.ClientSession()\n  await s.close()', ['running call']],
  ['a name that is returned', 'async def f():\n  s = aiohttp.ClientSession()\n  return s', ['running elsewhere']],
  ['a name that is kept', 'async def f():\n  s = aiohttp.ClientSession()\n  app.state.s = s', ['running elsewhere']],
  ['a name that is given away', 'async def f():\n  s = aiohttp.ClientSession()\n  await g(s)', ['running elsewhere']],
  ['a name that only asks', 'async def f():\n  s = aiohttp.ClientSession()\n  await s.get(u)', ['running never']],
])('tells whether a loop runs where a session is made, and what ends it: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `import aiohttp\nfrom fastapi import FastAPI\napp = FastAPI()\n${text}` });
  expect(itemsOf(facts['http.sessions']).map((each) => `${each.loop} ${each.closed}`)).toEqual(expected);
});

it('reads the options of a session and of what it is given', async () => {
  const { facts } = await read({ 'main.py': 'import aiohttp\nconnector = aiohttp.TCPConnector(limit=9, ttl_dns_cache=60)\nasync def f():\n  return aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=3))' });
  const session = itemsOf(facts['http.sessions']).find(({ kind }) => kind === 'session');
  expect(session?.options.flatMap(({ name, value }) => (value.state === 'known' ? [`${name}=${show(value)}`] : []))).toEqual(['connector.limit=9', 'connector.ttl_dns_cache=60', 'timeout.total=3']);
});

it.each([
  ['a comprehension', 'await asyncio.gather(*[one(x) for x in xs])', ['xs many open http']],
  ['a generator', 'await asyncio.gather(*(one(x) for x in xs), return_exceptions=True)', ['xs many open http settles']],
  ['a list behind a name', 'work = [one(x) for x in xs]\n  await asyncio.gather(*work)', ['xs many open http']],
  ['a list that a loop fills', 'work = []\n  for x in xs:\n    work.append(asyncio.create_task(one(x)))\n  await asyncio.gather(*work)', ['xs many open http']],
  ['a written list', 'await asyncio.gather(*[one(x) for x in ["a", "b"]])', ['["a", "b"] few open http']],
  ['a short range', 'await asyncio.gather(*[one(x) for x in range(5)])', ['range(5) few open http']],
  ['a long range', 'await asyncio.gather(*[one(x) for x in range(500)])', ['range(500) many open http']],
  ['a slice', 'await asyncio.gather(*[one(x) for x in xs[:5]])', ['xs[:5] few open http']],
  ['a batch of a loop', 'for batch in batches(xs):\n    await asyncio.gather(*[one(x) for x in batch])', ['batch few open http']],
  ['pieces one by one', 'await asyncio.gather(one(1), one(2))', ['undefined few open http']],
  ['calculations', 'await asyncio.gather(*[asyncio.sleep(x) for x in xs])', ['xs many open ']],
  ['a semaphore inside', 'gate = asyncio.Semaphore(3)\n  async def limited(x):\n    async with gate:\n      return await one(x)\n  await asyncio.gather(*[limited(x) for x in xs])', ['xs many limited http']],
])('reads work that is started at once: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${HEAD}${ROUTE}  ${text}` });
  expect(itemsOf(facts['async.groups']).map((each) => `${each.over} ${each.few ? 'few' : 'many'} ${each.limited ? 'limited' : 'open'} ${each.asks.join(',')}${each.settles ? ' settles' : ''}`)).toEqual(expected);
});

it.each([
  ['a loop', 'for x in xs:\n    await one(x)', ['loop 0']],
  ['a loop with two awaits', 'for x in xs:\n    a = await one(x)\n    b = await client.get(x)', ['loop 0']],
  ['a loop that keeps what it found', 'found = {}\n  for x in xs:\n    found[x] = await one(x)', ['loop 0']],
  ['a loop that hands on', 'last = None\n  for x in xs:\n    last = await client.get(x, params=last)', []],
  ['a loop that fills what it sends', 'sent = []\n  for x in xs:\n    answer = await client.post(x, json=sent)\n    sent.append(answer)', []],
  ['a loop that returns', 'for x in xs:\n    if await one(x):\n      return x', []],
  ['a loop that breaks', 'for x in xs:\n    await one(x)\n    break', []],
  ['a loop that yields', 'for x in xs:\n    yield await one(x)', []],
  ['a loop over numbers', 'for x in range(3):\n    await one(x)', []],
  ['a loop that needs nothing of its turn', 'for x in xs:\n    await one("a")', []],
  ['a loop while', 'while xs:\n    await one(xs.pop())', []],
  ['an async for', 'async for x in xs:\n    await one(x)', []],
  ['two reads', 'a = await one(1)\n  b = await one(2)', ['sequence 1']],
  ['three reads', 'a = await one(1)\n  b = await one(2)\n  c = await one(3)', ['sequence 2']],
  ['a read that needs another', 'a = await one(1)\n  b = await one(a)', []],
  ['a write', 'a = await one(1)\n  b = await client.post("b")', []],
  ['reads that nobody keeps', 'await one(1)\n  await one(2)', []],
])('reads what waits in turn: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${HEAD}${ROUTE}  ${text}` });
  expect(itemsOf(facts['async.waitsInTurn']).map((each) => `${each.kind} ${each.others.length}`)).toEqual(expected);
});

it.each([
  ['a dropped task', 'asyncio.create_task(one(1))', 1], ['a dropped future', 'asyncio.ensure_future(one(1))', 1], ['a task of the loop', 'asyncio.get_running_loop().create_task(one(1))', 1],
  ['a task with a name', 't = asyncio.create_task(one(1))', 0], ['an awaited task', 'await asyncio.create_task(one(1))', 0], ['a task that is returned', 'return asyncio.create_task(one(1))', 0],
  ['a task of a group', 'async with asyncio.TaskGroup() as g:\n    g.create_task(one(1))', 0],
])('reads tasks that nobody keeps: %s', async (_name, text, count) => {
  const { facts } = await read({ 'main.py': `${HEAD}${ROUTE}  ${text}` });
  expect(itemsOf(facts['async.lostTasks'])).toHaveLength(count);
});

it.each([
  ['a loop', 'for attempt in range(3):\n    try:\n      return requests.get(u, timeout=4)\n    except Exception:\n      time.sleep(2 ** attempt)', ['3 4 3 growing']],
  ['a loop from one on', 'for attempt in range(1, 4):\n    try:\n      return requests.get(u, timeout=4)\n    except Exception:\n      time.sleep(2)', ['3 4 4 constant']],
  ['a loop that breaks', 'for _ in range(2):\n    try:\n      a = requests.get(u, timeout=4)\n      break\n    except Exception:\n      pass', ['2 4 absent none']],
  ['a loop over pages', 'for page in range(3):\n    try:\n      requests.get(u, timeout=4)\n    except Exception:\n      pass', []],
  ['a loop that gives up at once', 'for page in range(3):\n    try:\n      return requests.get(u, timeout=4)\n    except Exception:\n      raise', []],
  ['a loop without a request', 'for attempt in range(3):\n    try:\n      return work()\n    except Exception:\n      pass', []],
])('reads what is tried again: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `${HEAD}def ask():\n  ${text}` });
  expect(itemsOf(facts['http.retries']).map((each) => `${show(each.attempts)} ${show(each.timeout)} ${show(each.waits)} ${each.pace}`)).toEqual(expected);
});

it.each([
  ['tenacity', 'from tenacity import retry, stop_after_attempt, wait_fixed\n@retry(stop=stop_after_attempt(4), wait=wait_fixed(1))\ndef ask():\n  requests.get(u, timeout=2)', ['tenacity 4 2 constant']],
  ['backoff', 'import backoff\n@backoff.on_exception(backoff.expo, Exception, max_tries=5)\ndef ask():\n  requests.get(u, timeout=2)', ['backoff 5 2 growing']],
  ['urllib3', 'from urllib3.util.retry import Retry\nRetry(total=3, backoff_factor=0.5)\nrequests.get(u, timeout=2)', ['urllib3 4 2 growing']],
  ['a decorator of another library', 'from other import retry\n@retry(stop=3)\ndef ask():\n  requests.get(u, timeout=2)', []],
])('reads what libraries try again: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `import requests\n${text}` });
  expect(itemsOf(facts['http.retries']).map((each) => `${each.library} ${show(each.attempts)} ${show(each.timeout)} ${each.pace}`)).toEqual(expected);
});
