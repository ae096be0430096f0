import { expect, it } from 'vitest';
import { assumed } from '../../../src/model/fact.ts';
import { ASKED, rewritten, type Asked } from './rewriting.ts';

const HEAD = 'import os\nimport httpx\nfrom fastapi import Depends, FastAPI\n\nsite = FastAPI()\n\n\n';
const route = (body: string, head = HEAD): string => `${head}@site.get("/rates")\nasync def rates(code: str = "EUR"):\n${body}`;
const client = (body: string): string => route(`    async with httpx.AsyncClient() as client:\n${body}`);

async function because(text: string, asked: Asked = ASKED.client, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const result = await rewritten({ 'shop.py': text, ...more }, asked);
  return result === undefined ? 'nothing asks for it' : 'because' in result ? String(result['because']) : (result['shop.py'] ?? '');
}

it.each([
  ['a with statement of several things', route('    async with httpx.AsyncClient() as client, other() as more:\n        return client, more\n'), 'its with statement opens several things'],
  ['no name', route('    async with httpx.AsyncClient():\n        return 1\n'), 'its with statement gives it no name'],
  ['an attribute', route('    state.client = httpx.AsyncClient()\n    return await state.client.get("x")\n'), 'an attribute or an item of an object keeps it, and others may use or close that'],
  ['several targets', route('    one = two = httpx.AsyncClient()\n    return await one.get("x"), two\n'), 'it gets several names'],
  ['returned', route('    return httpx.AsyncClient()\n'), 'the function hands it out, and who gets it may close it'],
  ['returned by its name', client('        return client\n'), 'rates hands it out, and who gets it may close it'],
  ['returned in a tuple', client('        return client, 1\n'), 'rates hands it out, and who gets it may close it'],
  ['yielded', client('        yield client\n'), 'rates hands it out, and who gets it may close it'],
  ['another name for it', client('        other = client\n        return await other.get("x")\n'), 'rates hands it out, and who gets it may close it'],
  ['handed to a function that may close it', route('    return await ask(httpx.AsyncClient())\n'), 'it is handed on, and who gets it may close it'],
  ['a stack that closes it', route('    client = httpx.AsyncClient()\n    stack.push_async_callback(client)\n    return await client.get("x")\n'), 'rates closes it in a way that cannot be taken out'],
  ['closed later', route('    client = httpx.AsyncClient()\n    later(client.aclose)\n    return await client.get("x")\n'), 'rates closes it in a way that cannot be taken out'],
  ['closed under a condition', route('    client = httpx.AsyncClient()\n    if code:\n        await client.aclose()\n    return 1\n'), 'rates closes it in a block of its own'],
  ['a with statement of its own', route('    client = httpx.AsyncClient()\n    async with client:\n        return await client.get("x")\n'), 'rates closes it with a with statement of its own'],
  ['headers of one request', client('        client.headers.update(a=code)\n        return await client.get("x")\n'), 'rates changes it for one request (headers)'],
  ['an attribute that is set', client('        client.max_redirects = 3\n        return await client.get("x")\n'), 'rates changes it for one request (max_redirects)'],
  ['a login', client('        await client.post("https://x.example/login", data={"user": code})\n        return (await client.get("https://x.example")).json()\n'), "rates logs in with it, and its cookies would be everybody's"],
  ['a deleted name', route('    client = httpx.AsyncClient()\n    answer = await client.get("x")\n    del client\n    return answer.text\n'), 'rates deletes its name'],
  ['set twice', route('    client = httpx.AsyncClient()\n    client = wrap(client.get)\n    return client\n'), 'client is set more than once in rates'],
  ['an argument of the function', route('    async with httpx.AsyncClient(timeout=len(code)) as client:\n        return await client.get("x")\n'), 'code is a variable of rates'],
  ['a value that changes', `${route('    async with httpx.AsyncClient(timeout=LIMIT) as client:\n        return await client.get("x")\n', `${HEAD}LIMIT = 3\n\n\n`)}\n\ndef set_limit(value):\n    global LIMIT\n    LIMIT = value\n`, 'LIMIT changes while the program runs'],
  ['a value of each moment', route('    async with httpx.AsyncClient(headers={"x": os.urandom(3)}) as client:\n        return await client.get("x")\n'), 'os.urandom(3) may give something else each time'],
  ['a lambda', route('    async with httpx.AsyncClient(event_hooks={"request": [lambda r: r]}) as client:\n        return await client.get("x")\n'), 'lambda r: r can only be told in the function'],
  ['a value under a condition', route('    async with httpx.AsyncClient(timeout=LIMIT) as client:\n        return await client.get("x")\n', `${HEAD}if os.environ.get("SLOW"):\n    LIMIT = 3\n\n\n`), 'LIMIT is set under a condition'],
  ['a comprehension', route('    return [await c.get("x") for c in [httpx.AsyncClient()]]\n'), 'it is made inside a lambda or a comprehension of rates'],
  ['other code on its line', route('    client = httpx.AsyncClient(); answer = await client.get("x")\n    return answer.text\n'), 'the layout of rates does not let it be taken out'],
  ['an event loop for each call', `${client('        return (await client.get("x")).text\n')}\n\ndef batch():\n    asyncio.run(rates())\n`.replace('import os', 'import os, asyncio'), 'shop.py starts event loops of its own'],
  ['a plain call with a proxy', route('    return httpx.get("x", trust_env=False).text\n'), 'it is given what only a client of its own can have'],
  ['a plain call by its bare name', route('    return get("x").text\n', HEAD.replace('import httpx', 'from httpx import get')), 'it is called by its bare name'],
])('leaves a client alone: %s', async (_name, text, expected) => {
  expect(await because(text)).toBe(expected);
});

it.each([
  ['a connection that stays open', route('    engine = create_engine("postgresql://x")\n    link = engine.connect()\n    return link.execute("x")\n', `from sqlalchemy import create_engine\n${HEAD}`), 'rates takes a connection and does not give it back, which uses up a pool that all share'],
  ['an event of the engine', route('    engine = create_engine("postgresql://x")\n    event.listen(engine, "connect", print)\n    with engine.connect() as link:\n        return link.execute("x")\n', `from sqlalchemy import create_engine, event\n${HEAD}`), 'rates listens to its events'],
  ['a pool of psycopg2', route('    pool = ThreadedConnectionPool(1, 4, "x")\n    return pool.getconn()\n', `from psycopg2.pool import ThreadedConnectionPool\n${HEAD}`), 'nobody knows how to share what it makes'],
  ['an async engine in a job', `import os\nfrom celery import Celery\nfrom sqlalchemy.ext.asyncio import create_async_engine\napp = Celery("x")\n\n\n@app.task\ndef count():\n    engine = create_async_engine(os.environ["X"])\n    return work(engine.begin)\n`, 'count may run in an event loop of its own'],
])('leaves an engine alone: %s', async (_name, text, expected) => {
  const inAnyScope: Asked = { how: 'share-client', at: (facts) => (facts['database.pools']?.state === 'known' ? facts['database.pools'].value.map(({ at }) => at) : []) };
  expect(await because(text, inAnyScope)).toBe(expected);
});

it('gives an opened connection back to the shared pool', async () => {
  const text = route('    engine = create_engine("postgresql://x")\n    link = engine.connect()\n    try:\n        return link.execute("x")\n    finally:\n        link.close()\n        engine.dispose()\n', `from sqlalchemy import create_engine\n${HEAD}`);
  expect(await because(text, ASKED.engine)).toBe(text
    .replace('site = FastAPI()\n', 'site = FastAPI()\nengine = create_engine("postgresql://x", pool_pre_ping=True)\n').replace('    engine = create_engine("postgresql://x")\n    link', '    link').replace('        engine.dispose()\n', ''));
});

it.each([
  ['one line', 'create_engine("postgresql://x", pool_size=2)', 'create_engine("postgresql://x", pool_size=2, pool_pre_ping=True)'],
  ['lines of their own', 'create_engine(\n        "postgresql://x",\n        pool_size=2,\n    )', 'create_engine(\n    "postgresql://x",\n    pool_size=2,\n    pool_pre_ping=True,\n)'],
  ['a pool of its own', 'create_engine("postgresql://x", poolclass=StaticPool)', 'create_engine("postgresql://x", poolclass=StaticPool)'],
  ['the same already', 'create_engine("postgresql://x", pool_pre_ping=False)', 'create_engine("postgresql://x", pool_pre_ping=False)'],
])('lets an engine that is kept ask whether a connection lives: %s', async (_name, before, after) => {
  const text = route(`    engine = ${before}\n    with engine.connect() as link:\n        return link.execute("x")\n`, `from sqlalchemy import create_engine\nfrom sqlalchemy.pool import StaticPool\n${HEAD}`);
  expect(await because(text, ASKED.engine)).toContain(`\nengine = ${after}\n`);
});

it('takes two with statements of one function away, one inside the other', async () => {
  const text = client('        # first\n        async with httpx.AsyncClient(timeout=9) as slow:\n            answer = await client.get("a")\n            # a note\n            return answer.text, await slow.get("b")\n');
  expect(await because(text)).toBe(`${HEAD.replace('\n\n\n', '\n')}client = httpx.AsyncClient()\nslow = httpx.AsyncClient(timeout=9)\n\n\n@site.get("/rates")\nasync def rates(code: str = "EUR"):\n    # first\n    answer = await client.get("a")\n    # a note\n    return answer.text, await slow.get("b")\n`);
});

it('keeps comments at the margin of the block around', async () => {
  const text = client('        a = await client.get("a")\n    # at the margin\n        b = await client.get("b")\n        return a.text, b.text\n');
  expect(await because(text)).toContain('    a = await client.get("a")\n    # at the margin\n    b = await client.get("b")\n');
});

it('finds a name that no function around has, and renames what inner functions say', async () => {
  const text = `${HEAD}def make():\n    client = "ours"\n\n    @site.get("/rates")\n    async def rates():\n        async with httpx.AsyncClient() as client:\n            async def ask(path):\n                return (await client.get(path)).text\n            return [await ask(each) for each in "ab"]\n    return client\n\n\nmake()\n`;
  expect(await because(text)).toBe(`${HEAD.replace('\n\n\n', '\n')}http_client = httpx.AsyncClient()\n\n\ndef make():\n    client = "ours"\n\n    @site.get("/rates")\n    async def rates():\n        async def ask(path):\n            return (await http_client.get(path)).text\n        return [await ask(each) for each in "ab"]\n    return client\n\n\nmake()\n`);
});

it('puts a constant below the values that it needs, wherever they stand', async () => {
  const text = `${client('        return (await client.get("x")).text\n').replace('AsyncClient()', 'AsyncClient(timeout=limit())')}\n\nclass Settings:\n    limit = 3\n\n\ndef limit():\n    return Settings.limit\n`.replace(/limit\(\)/g, 'settings().limit').replace('def settings().limit:\n    return Settings.limit', 'def settings():\n    return Settings');
  expect(await because(text)).toContain('def settings():\n    return Settings\n\n\nclient = httpx.AsyncClient(timeout=settings().limit)\n');
});

const MONGO = route('    client = MongoClient("mongodb://x", maxPoolSize=3)\n    try:\n        return client["shop"].orders.count_documents({})\n    finally:\n        client.close()\n', `from pymongo import MongoClient\n${HEAD}`);

it('makes a client of MongoDB once, but not before the server forks', async () => {
  expect(await because(MONGO, ASKED.engine)).toContain('client = MongoClient("mongodb://x", maxPoolSize=3)\n\n\n@site.get("/rates")\nasync def rates(code: str = "EUR"):\n    return client["shop"]');
  expect(await because(MONGO, { ...ASKED.engine, known: { 'server.preload': assumed('server.preload', true, 'test') } }))
    .toBe('the server imports the program before it forks, and this client does not survive that');
});
