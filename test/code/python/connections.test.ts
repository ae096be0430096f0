import { expect, it } from 'vitest';
import type { FactSet } from '../../../src/model/facts.ts';
import { itemsOf, read, show } from './read.ts';

const factsOf = async (texts: Readonly<Record<string, string>>, packages: readonly string[] = []): Promise<FactSet> => (await read(texts, { packages })).facts;

it.each([
  ['a literal', 'create_engine("postgres://h/d")', 'postgres'],
  ['an f-string', 'create_engine(f"postgresql+asyncpg://{user}@h/d")', 'postgresql+asyncpg'],
  ['a constant', 'ADDRESS = "mysql+pymysql://h/d"\ncreate_engine(ADDRESS)', 'mysql+pymysql'],
  ['URL.create', 'create_engine(URL.create("postgresql+psycopg", host="h"))', 'postgresql+psycopg'],
  ['make_url', 'create_engine(make_url("postgresql://h/d"))', 'postgresql'],
  ['a variable', 'create_engine(os.environ["DATABASE_URL"])', '? only a run tells the address'],
  ['the default of a variable', 'create_engine(os.getenv("DATABASE_URL", "postgres://h/d"))', '? only a run tells the address'],
])('reads the scheme of an engine from %s', async (_name, code, expected) => {
  const facts = await factsOf({ 'db.py': `import os\nfrom sqlalchemy import URL, create_engine, make_url\n${code}\n` });
  const [engine] = itemsOf(facts['database.engineAddresses']);
  expect(show(engine?.scheme)).toBe(expected);
});

it.each([
  ['read on the spot', 'create_engine(os.environ["DATABASE_URL"])', 'DATABASE_URL'],
  ['read by a name', 'create_engine(ADDRESS)\nADDRESS = os.getenv("DATABASE_URL")', 'DATABASE_URL'],
  ['changed', 'create_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql://"))', undefined],
  ['changed under a test', 'ADDRESS = os.environ["DATABASE_URL"]\nif ADDRESS.startswith("postgres://"):\n  ADDRESS = "postgresql" + ADDRESS[8:]\ncreate_engine(ADDRESS)', undefined],
  ['one of several', 'create_engine(f"postgresql://{os.environ[\'HOST\']}/{os.environ[\'NAME\']}")', undefined],
])('reads the variable of an engine that is %s', async (_name, code, expected) => {
  const facts = await factsOf({ 'db.py': `import os\nfrom sqlalchemy import create_engine\n${code}\n` });
  expect(itemsOf(facts['database.engineAddresses'])[0]?.variable).toBe(expected);
});

const SESSION = 'from flask import Flask\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\napp = Flask(__name__)\nMake = sessionmaker(create_engine("postgresql://h/d"))\n\n\n@app.get("/")\ndef home():\n';

it.each([
  ['with', '    with Make() as s:\n        s.get(1)\n', 'closed'],
  ['contextlib.closing', '    with closing(Make()) as s:\n        s.get(1)\n', 'closed'],
  ['with, after it was made', '    s = Make()\n    with s:\n        s.get(1)\n', 'closed'],
  ['finally', '    s = Make()\n    try:\n        s.get(1)\n    finally:\n        s.close()\n', 'closed'],
  ['the last line', '    s = Make()\n    s.get(1)\n    s.close()\n', 'closed-unless-it-raises'],
  ['both branches of a try', '    s = Make()\n    try:\n        s.get(1)\n        s.close()\n    except Exception:\n        s.close()\n        raise\n', 'closed'],
  ['nobody', '    s = Make()\n    return s.get(1)\n', 'never'],
  ['nobody, in one line', '    return Make().get(1)\n', 'never'],
  ['the caller', '    s = Make()\n    return s\n', 'handed-on'],
  ['an object that keeps it', '    g.s = Make()\n', 'handed-on'],
  ['an object that is given it', '    s = Make()\n    return Ledger(s).total()\n', 'handed-on'],
  ['a function that does not close it', '    s = Make()\n    return total(s)\n\n\ndef total(session):\n    return session.get(1)\n', 'never'],
  ['a function that closes it', '    s = Make()\n    return total(s)\n\n\ndef total(session):\n    try:\n        return session.get(1)\n    finally:\n        session.close()\n', 'handed-on'],
  ['whoever takes what is yielded', '    s = Make()\n    yield s\n', 'handed-on'],
])('tells who closes a session: %s', async (_name, body, expected) => {
  const facts = await factsOf({ 'app.py': SESSION + body });
  expect(itemsOf(facts['database.sessions']).map(({ end, scope }) => `${scope} ${end}`)).toEqual([`request ${expected}`]);
});

const ASYNC = 'import asyncio\nimport asyncpg\nfrom fastapi import FastAPI\nfrom sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker\napp = FastAPI()\nMake = async_sessionmaker()\n\n\n@app.get("/")\nasync def home(s: AsyncSession, other: AsyncSession):\n';

it.each([
  ['gather', '    await asyncio.gather(one(s), two(s))', ['s']],
  ['gather of methods', '    await asyncio.gather(s.get(1), s.get(2))', ['s']],
  ['gather of a comprehension', '    await asyncio.gather(*[one(s, k) for k in ks])', ['s']],
  ['gather of a list by its name', '    all = [one(s), two(s)]\n    await asyncio.gather(*all)', ['s']],
  ['gather, of a factory', '    async with Make() as mine:\n        await asyncio.gather(one(mine), two(mine))', ['mine']],
  ['a task group', '    async with asyncio.TaskGroup() as tg:\n        for k in ks:\n            tg.create_task(one(s, k))', ['s']],
  ['one user', '    await asyncio.gather(one(s), two())', []],
  ['a session for each', '    await asyncio.gather(one(s), two(other))', []],
  ['something else that is shared', '    await asyncio.gather(one(app), two(app))', []],
  ['a comprehension that makes its own', '    await asyncio.gather(*[one(Make(), k) for k in ks])', []],
])('finds sessions that are shared: %s', async (_name, body, expected) => {
  const facts = await factsOf({ 'app.py': `${ASYNC}${body}\n` });
  expect(itemsOf(facts['database.sharedSessions']).map(({ session }) => session)).toEqual(expected);
});

it('finds what an import asks of the database, and the hooks that close it after a fork', async () => {
  const facts = await factsOf({
    'db.py': 'import os\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import declarative_base\nengine = create_engine("postgresql://h/d")\nBase = declarative_base()\nBase.metadata.create_all(bind=engine)\n\n\ndef later():\n    with engine.begin():\n        pass\n\n\nos.register_at_fork(after_in_child=engine.dispose)\n',
    'gunicorn.conf.py': 'preload_app = True\n\n\ndef post_fork(server, worker):\n    from db import engine\n    engine.dispose(close=False)\n',
  });
  expect(itemsOf(facts['database.importUses']).map(({ value }) => value)).toEqual(['Base.metadata.create_all(bind=engine)']);
  expect(itemsOf(facts['database.forkHooks']).map(({ value }) => value)).toEqual(['os.register_at_fork(after_in_child=engine.dispose)', 'post_fork']);
});

it('reads how many threads a program allows', async () => {
  expect(show((await factsOf({ 'app.py': 'from fastapi import FastAPI\nfrom anyio import to_thread\n\n\nasync def lifespan(app):\n    to_thread.current_default_thread_limiter().total_tokens = 12\n    yield\n' }))['process.threadLimit'])).toBe('12');
});
