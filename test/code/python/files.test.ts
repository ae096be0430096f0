import { expect, it } from 'vitest';
import { readPythonCode } from '../../../src/code/python/read-python-code.ts';
import { filesOf } from '../../support/files.ts';
import { itemsOf, read, show } from './read.ts';

it('parses only files that can say something, and the settings they use', async () => {
  const { parsed } = await read({
    'main.py': 'from fastapi import FastAPI\nfrom config import SIZE\nfrom words import plain\napp = FastAPI()',
    'config.py': 'SIZE = 3',
    'words.py': 'def plain():\n  """Answers the requests of people."""\n  return 1',
    'node_modules/x/setup.py': 'import flask',
  });
  expect(parsed).toEqual(['config.py', 'main.py']);
});

it.each([
  ['a syntax error', 'import flask\ndef f(:\n  pass\n', 'syntax'],
  ['a merge conflict', 'import flask\n<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> b\n', 'conflict-marker'],
])('tells of %s and reads on', async (_name, text, kind) => {
  const { problems, parsed } = await read({ 'a.py': text, 'b.py': 'import flask' });
  expect([problems.map((each) => `${each.kind} ${each.path}`), parsed]).toEqual([[`${kind} a.py`], ['a.py', 'b.py']]);
});

it.each([
  ['functions that call each other', 'import redis\ndef a(x):\n  return b(x)\ndef b(x):\n  return a(x)\nr = redis.Redis(max_connections=a(1))'],
  ['modules that import each other by star', 'from a import *\nimport redis\nr = redis.Redis(max_connections=N)'],
  ['a class that is its own base', 'import redis\nclass A(A):\n  pass\na = A()\nr = redis.Redis(max_connections=a.n)'],
  ['a value of itself', 'import redis\nd = {**d}\nx = x.y\nr = redis.Redis(**d, max_connections=x.z)'],
  ['a guard about itself', 'import redis\nif A:\n  A = A or B\nif B:\n  B = A\nr = redis.Redis(max_connections=A)'],
  ['a router inside itself', 'from fastapi import APIRouter, FastAPI\napp = FastAPI()\nr = APIRouter()\nr.include_router(r)\napp.include_router(r)\napp.mount("/x", app)'],
  ['deep nesting', `import redis\nr = redis.Redis(max_connections=${'('.repeat(20_000)}1${')'.repeat(20_000)})`],
  ['a long sum', `import redis\nN = ${'1 + '.repeat(20_000)}1\nr = redis.Redis(max_connections=N)`],
  ['many functions in a row', `import redis\n${Array.from({ length: 300 }, (_, i) => `def f${i}(x=1):\n  return f${i + 1}(x) or f${i + 1}(x + 1)\n`).join('')}r = redis.Redis(max_connections=f0(1))`],
])('comes to an end with %s', async (_name, text) => {
  const { facts } = await read({ 'a.py': text });
  expect(Object.keys(facts).length).toBeGreaterThan(0);
});

it('says nothing about a project without Python', async () => {
  expect(await read({ 'index.js': 'x' })).toEqual({ facts: {}, problems: [], parsed: [] });
});

it('reads the files of one service only', async () => {
  const { parsed } = await read({ 'api/main.py': 'import flask' }, { root: 'api' });
  expect(parsed).toEqual(['api/main.py']);
});

it('finds the same again when another service of the folder is read', async () => {
  const texts = filesOf({
    'config.py': 'from functools import lru_cache\nfrom pydantic_settings import BaseSettings\nclass S(BaseSettings):\n  size: int = 7\n@lru_cache\ndef get():\n  return S()\nsettings = get()\n',
    'db.py': 'from sqlalchemy import create_engine\nfrom config import settings\ne = create_engine(u, pool_size=settings.size)\n',
  });
  const kept = new Map(texts.paths.map((path) => [path, texts.read(path)]));
  const files = { ...texts, read: (path: string) => kept.get(path) };
  const input = { files, root: '', paths: files.paths, facts: {}, environment: new Map() };
  const sizes = [];
  for (let time = 0; time < 2; time += 1) sizes.push(itemsOf((await readPythonCode(input)).facts['database.pools']).map((pool) => show(pool.size)));
  expect(sizes).toEqual([['7 (SIZE)'], ['7 (SIZE)']]);
});
