import { expect, it } from 'vitest';
import type { FactSet } from '../../../src/model/facts.ts';
import { rewritten, type Asked } from './rewriting.ts';

const listOf = <N extends 'database.sessions' | 'database.sharedSessions'>(facts: FactSet, name: N) => {
  const fact = facts[name];
  return fact?.state === 'known' ? fact.value.map(({ at }) => at) : [];
};
const CLOSED: Asked = { how: 'close-session', at: (facts) => listOf(facts, 'database.sessions').slice(0, 1) };
const IN_TURN: Asked = { how: 'await-in-turn', at: (facts) => listOf(facts, 'database.sharedSessions').slice(0, 1) };

const HEAD = `import os
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

site = FastAPI()
Session = sessionmaker(create_engine(os.environ["URL"]))


@site.get("/boats")
def boats(kind):
`;

async function closed(body: string, head = HEAD): Promise<string> {
  const after = await rewritten({ 'shop.py': head + body }, CLOSED);
  if (after === undefined) return 'nothing asks for it';
  return 'because' in after ? String(after['because']) : (after['shop.py'] ?? '').slice(head.length);
}

it.each([
  ['the rest of a function', '    s = Session()\n    s.add(kind)\n\n    s.commit()  # now\n', '    with Session() as s:\n        s.add(kind)\n\n        s.commit()  # now\n'],
  ['the rest of a branch', '    if kind:\n        s = Session()\n        s.add(kind)\n    return kind\n', '    if kind:\n        with Session() as s:\n            s.add(kind)\n    return kind\n'],
  ['no last newline', '    s = Session()\n    return s.get(kind)', '    with Session() as s:\n        return s.get(kind)'],
  ['a close at the end', '    s = Session()\n    s.add(kind)\n    s.close()\n', '    with Session() as s:\n        s.add(kind)\n'],
  ['a text of several lines', '    s = Session()\n    s.execute("""\n  a\n    b\n""")\n', '    with Session() as s:\n        s.execute("""\n  a\n    b\n""")\n'],
  ['a call on several lines', '    s = Session()\n    s.add(\n        kind,\n    )\n', '    with Session() as s:\n        s.add(\n            kind,\n        )\n'],
  ['options of the session', '    s = Session(\n        autoflush=False,\n    )\n    s.add(kind)\n', '    with Session(\n        autoflush=False,\n    ) as s:\n        s.add(kind)\n'],
  ['a function inside', '    s = Session()\n\n    @cached\n    def one():\n        return s.get(kind)\n    return one()\n', '    with Session() as s:\n\n        @cached\n        def one():\n            return s.get(kind)\n        return one()\n'],
])('closes a session with %s', async (_name, body, expected) => {
  expect(await closed(body)).toBe(expected);
});

it.each([
  ['a name that is used after the block', '    if kind:\n        s = Session()\n        s.add(kind)\n    s.commit()\n', 's is used outside of the block that makes it'],
  ['no name', '    Session().add(kind)\n', 'the session is not given a name of its own in a function'],
  ['nothing behind it', '    s = Session()\n', 'nothing follows the session in its block'],
  ['several statements on a line', '    s = Session(); s.add(kind)\n', 'several statements share one line'],
])('refuses a session with %s', async (_name, body, because) => {
  expect(await closed(body)).toBe(because);
});

const ASYNC = `import asyncio
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

site = FastAPI()


async def one(s: AsyncSession, kind):
    return await s.get(kind)


@site.get("/boats")
async def boats(s: AsyncSession):
`;

async function inTurn(body: string): Promise<string> {
  const after = await rewritten({ 'shop.py': ASYNC + body }, IN_TURN);
  if (after === undefined) return 'nothing asks for it';
  if ('because' in after) return String(after['because']);
  return (after['shop.py'] ?? '').split('async def boats(s: AsyncSession):\n')[1] ?? '';
}

it.each([
  ['calls', '    return await asyncio.gather(one(s, 1), one(s, 2))\n', '    return [await one(s, 1), await one(s, 2)]\n'],
  ['calls on several lines', '    a, b = await asyncio.gather(\n        one(s, 1),\n        one(s, 2)\n    )\n', '    a, b = [\n        await one(s, 1),\n        await one(s, 2)\n    ]\n'],
  ['calls whose results nobody wants', '    await asyncio.gather(one(s, 1), one(s, 2))\n', '    await one(s, 1)\n    await one(s, 2)\n'],
  ['a list that is spread', '    return sum(await asyncio.gather(*[one(s, k) for k in (1, 2)]))\n', '    return sum([await one(s, k) for k in (1, 2)])\n'],
  ['a generator that is spread', '    return await asyncio.gather(*(one(s, k) for k in (1, 2)))\n', '    return [await one(s, k) for k in (1, 2)]\n'],
])('awaits in turn what gather is given as %s', async (_name, body, expected) => {
  expect(await inTurn(body)).toBe(expected);
});

it.each([
  ['errors among the results', '    return await asyncio.gather(one(s, 1), one(s, 2), return_exceptions=True)\n', 'what gather is given is not written as calls there'],
  ['tasks that run already', '    return await asyncio.gather(asyncio.create_task(one(s, 1)), asyncio.create_task(one(s, 2)))\n', 'what gather is given is not written as calls there'],
  ['a result that is awaited later', '    later = asyncio.gather(one(s, 1), one(s, 2))\n    return await later\n', 'the result of gather is not awaited where it is called'],
  ['a list that is made elsewhere', '    all = [one(s, k) for k in (1, 2)]\n    return await asyncio.gather(*all)\n', 'what gather is given is not written as calls there'],
])('refuses to await in turn %s', async (_name, body, because) => {
  expect(await inTurn(body)).toBe(because);
});

it('leaves other words of an address alone', async () => {
  const asked: Asked = {
    how: 'change-scheme', with: { from: 'postgres', to: 'postgresql' },
    at: (facts) => (facts['database.engineAddresses']?.state === 'known' ? facts['database.engineAddresses'].value.flatMap(({ scheme }) => (scheme.state === 'known' ? [scheme] : [])) : []),
  };
  const text = 'from sqlalchemy import create_engine\r\nengine = create_engine(\'postgres://postgres:x@postgres/postgres\')';
  expect(await rewritten({ 'db.py': text }, asked)).toEqual({ 'db.py': text.replace('postgres:', 'postgresql:') });
});

const FORKED: Asked = { how: 'dispose-after-fork', at: () => [{ state: 'known', name: 'server.preload', value: true, provenance: { kind: 'declared', file: { path: 'gunicorn.conf.py', text: '' }, range: { start: 0, end: 0 } } }] };
const ENGINE = 'from sqlalchemy import create_engine\nengine = create_engine("postgresql://h/d")\n';

it.each([
  ['LF', 'preload_app = True\n', ENGINE, 'preload_app = True\n\n\ndef post_fork(server, worker):\n    from app.db import engine\n\n    engine.dispose(close=False)\n'],
  ['CRLF, tabs and no last newline', 'preload_app = True\r\nif True:\r\n\tworkers = 2', ENGINE, 'preload_app = True\r\nif True:\r\n\tworkers = 2\r\n\r\n\r\ndef post_fork(server, worker):\r\n\tfrom app.db import engine\r\n\r\n\tengine.dispose(close=False)\r\n'],
  ['an async engine', 'preload_app = True\n', ENGINE.replaceAll('create_engine', 'create_async_engine').replace('sqlalchemy import', 'sqlalchemy.ext.asyncio import'), 'preload_app = True\n\n\ndef post_fork(server, worker):\n    from app.db import engine\n\n    engine.sync_engine.dispose(close=False)\n'],
])('disposes of the engine after a fork: %s', async (_name, configuration, engine, expected) => {
  const after = await rewritten({ 'gunicorn.conf.py': configuration, 'app/__init__.py': '', 'app/db.py': engine }, FORKED);
  expect(after).toEqual({ 'gunicorn.conf.py': expected, 'app/__init__.py': '', 'app/db.py': engine });
});

it.each([
  ['another hook', 'preload_app = True\ndef post_fork(server, worker):\n    pass\n', ENGINE, 'gunicorn.conf.py has a post_fork already'],
  ['two engines', 'preload_app = True\n', `${ENGINE}other = create_engine("postgresql://h/e")\n`, 'the program makes several engines'],
  ['an engine without a name', 'preload_app = True\n', 'from sqlalchemy import create_engine\nrun(create_engine("postgresql://h/d"))\n', 'no module of the program makes an engine at its top'],
])('refuses a hook beside %s', async (_name, configuration, engine, because) => {
  expect(await rewritten({ 'gunicorn.conf.py': configuration, 'app/db.py': engine }, FORKED)).toEqual({ because });
});
