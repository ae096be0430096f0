import { expect, it } from 'vitest';
import { ASKED, rewritten } from './rewriting.ts';

const HEAD = 'import os\nimport requests\nfrom fastapi import Depends, FastAPI, Request\n\nsite = FastAPI()\n\n\n';
const route = (body: string, signature = 'request: Request'): string => `${HEAD}@site.get("/rates")\nasync def rates(${signature}):\n${body}`;

async function result(text: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const after = await rewritten({ 'shop.py': text, ...more }, ASKED.blocking);
  return after === undefined ? 'nothing asks for it' : 'because' in after ? String(after['because']) : (after['shop.py'] ?? '');
}

const GET = 'requests.get("https://x.example", timeout=3)';
const THREAD = 'await asyncio.to_thread(requests.get, "https://x.example", timeout=3)';

it.each([
  ['an attribute of the result', `    body = await request.body()\n    return ${GET}.text\n`, `    return (${THREAD}).text\n`],
  ['an item of the result', `    body = await request.body()\n    return ${GET}[0]\n`, `    return (${THREAD})[0]\n`],
  ['a call of the result', `    body = await request.body()\n    return ${GET}()\n`, `    return (${THREAD})()\n`],
  ['an operand', `    body = await request.body()\n    return 1 + ${GET} ** 2\n`, `    return 1 + ${THREAD} ** 2\n`],
  ['an argument', `    body = await request.body()\n    return len(${GET})\n`, `    return len(${THREAD})\n`],
  ['an f-string', `    body = await request.body()\n    return f"{${GET.replaceAll('"', "'")}}"\n`, `    return f"{${THREAD.replaceAll('"', "'")}}"\n`],
  ['a with statement', `    body = await request.body()\n    with ${GET} as answer:\n        return answer.text\n`, `    with ${THREAD} as answer:\n`],
  ['no arguments', '    body = await request.body()\n    os.system()\n', '    await asyncio.to_thread(os.system)\n'],
  ['other arguments', '    body = await request.body()\n    return requests.get(*body, **{"timeout": 3})\n', '    return await asyncio.to_thread(requests.get, *body, **{"timeout": 3})\n'],
])('hands a call to a thread: %s', async (_name, body, expected) => {
  const text = await result(route(body));
  expect(text.startsWith('import asyncio\nimport os\n'), text).toBe(true);
  expect(text).toContain(expected);
});

it.each([
  ['await', '    await request.body()\n'], ['async with', '    async with other() as it:\n        pass\n'], ['async for', '    async for each in other():\n        pass\n'],
  ['an async comprehension', '    found = [each async for each in other()]\n'], ['a running loop', '    asyncio.get_running_loop()\n'],
  ['a task', '    asyncio.create_task(other())\n'], ['a coroutine of its own', '    later = other()\n'],
])('leaves a function async that needs the event loop: %s', async (_name, body) => {
  const text = await result(`${route(`${body}    return ${GET}.text\n`)}\n\nasync def other():\n    pass\n\n\ndef begin():\n    Tasks().begin()\n\n\nclass Tasks:\n    def begin(self):\n        asyncio.ensure_future(other())\n`.replace('import os', 'import asyncio, os'));
  expect(text).toContain('\nasync def rates(request: Request):\n');
  expect(text).toContain(THREAD);
});

it.each([
  ['a route', route(`    return ${GET}.text\n`), '\ndef rates('],
  ['a route with a function inside that awaits', route(`    async def stream():\n        yield await other()\n    ${GET}\n    return StreamingResponse(stream)\n`), '\ndef rates('],
  ['a dependency', `${HEAD}async def place():\n    return ${GET}.text\n\n\n@site.get("/")\ndef home(found: str = Depends(place)):\n    return found\n`, '\ndef place('],
  ['a route of a router', `${HEAD}router = APIRouter()\n\n\n@router.get("/")\n@router.head("/")\nasync   def home():\n    return ${GET}.text\n`.replace('import Depends', 'import APIRouter, Depends'), '\ndef home('],
  ['a route that is added', `${HEAD}async def home():\n    return ${GET}.text\n\n\nsite.add_api_route("/", home)\n`, '\ndef home('],
  ['a method', `${HEAD}class Home(HTTPEndpoint):\n    async def get(self, request):\n        return ${GET}.text\n`.replace('from fastapi', 'from starlette.endpoints import HTTPEndpoint\nfrom fastapi'), '\n    async def get('],
  ['a middleware', `${HEAD}@site.middleware("http")\nasync def home(request, call_next):\n    ${GET}\n    return call_next(request)\n`, '\nasync def home('],
  ['a websocket', `${HEAD}@site.websocket("/")\nasync def home(socket):\n    ${GET}\n`, '\nasync def home('],
  ['a decorator of the project', `${HEAD}@site.get("/")\n@logged\nasync def home():\n    return ${GET}.text\n`, '\nasync def home('],
  ['a dependency that yields', `${HEAD}async def place():\n    found = ${GET}\n    yield found.text\n\n\n@site.get("/")\ndef home(found: str = Depends(place)):\n    return found\n`, '\nasync def place('],
  ['a context variable', `${HEAD}WHO = ContextVar("who")\n\n\nasync def place():\n    WHO.set(${GET}.text)\n\n\n@site.get("/")\ndef home(found: str = Depends(place)):\n    return found\n`.replace('import os', 'import os\nfrom contextvars import ContextVar'), '\nasync def place('],
])('writes def only where the framework alone calls the function: %s', async (_name, text, expected) => {
  expect(await result(text)).toContain(expected);
});

it.each([
  ['a stream', route('    body = await request.body()\n    return requests.get("x", stream=True).raw.read()\n'), 'rates uses await, and requests.get gives a stream, which is read after the call'],
  ['an answer that is read later', route('    body = await request.body()\n    with urllib.request.urlopen("x") as answer:\n        return answer.read()\n').replace('import os', 'import os, urllib.request'), 'rates uses await, and urllib.request.urlopen goes on waiting after the call'],
  ['a connection', route('    body = await request.body()\n    return psycopg2.connect("x").cursor()\n').replace('import os', 'import os, psycopg2'), 'rates uses await, and psycopg2.connect.cursor is no call for another thread: its connection belongs to this function'],
  ['a session', route('    body = await request.body()\n    return Session().get("x")\n').replace('import os', 'import os\nfrom requests import Session'), 'rates uses await, and requests.Session.get is no call for another thread: its connection belongs to this function'],
  ['a generator without brackets', route('    body = await request.body()\n    return requests.get(each for each in body)\n'), 'the arguments of a call in rates are written in a way that cannot be handed to a thread'],
  ['a scoped session', route('    return db.execute("x")\n').replace('site = FastAPI()', 'site = FastAPI()\ndb = scoped_session(sessionmaker())').replace('import os', 'import os\nfrom sqlalchemy.orm import scoped_session, sessionmaker'), 'a scoped session belongs to the thread that made it'],
])('refuses what a thread would not mend: %s', async (_name, text, expected) => {
  expect(await result(text)).toBe(expected);
});

it('leaves a function async that a test awaits', async () => {
  expect(await result(route(`    return ${GET}.text\n`), { 'tests/test_shop.py': 'import shop\n\nasync def test_rates():\n    assert await shop.rates(None)\n' })).toBe('tests/test_shop.py awaits rates');
});

it.each([
  ['the only use', 'import time\n', ''], ['another use', 'import time\nSTART = time.time()\n', 'import time\nSTART = time.time()\n'], ['an alias', 'import time as clock\n', ''],
  ['a return annotation', 'import time\ndef began() -> time.struct_time: ...\n', 'import time\ndef began() -> time.struct_time: ...\n'],
  ['an export', 'import time\n__all__ = ["time"]\n', 'import time\n__all__ = ["time"]\n'], ['a comment about it', 'import time\n# time passes\n', '# time passes\n'],
  ['a comment behind it', 'import time  # noqa\n', 'import time  # noqa\n'],
])('keeps an import of time that something needs: %s', async (_name, head, expected) => {
  const sleep = head.includes(' as clock') ? 'clock.sleep(1)' : 'time.sleep(1)';
  const text = await result(`${head}${route(`    ${sleep}\n    return await request.body()\n`)}`);
  expect(text.replace('import asyncio\n', '')).toBe(`${expected}${route('    await asyncio.sleep(1)\n    return await request.body()\n')}`);
});
