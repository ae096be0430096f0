import { expect, it } from 'vitest';
import { itemsOf, read } from './read.ts';

const HEAD = 'import functools\nimport redis\nfrom collections import defaultdict\nfrom functools import cache, lru_cache\nfrom cachetools import TTLCache\nfrom fastapi import FastAPI\napp = FastAPI()\nr = redis.Redis()\n';
const GET = '@app.get("/x")\ndef x(user):\n';

it.each([
  ['a dictionary that requests fill', `${HEAD}pages = {}\n${GET}  pages[user] = 1`, 'pages dictionary open request'],
  ['a default dictionary', `${HEAD}pages = defaultdict(list)\n${GET}  pages.setdefault(user, [])`, 'pages dictionary open request'],
  ['a constant key', `${HEAD}pages = {}\n${GET}  pages["all"] = 1`, 'pages dictionary open - module'],
  ['a loop over names that are written down', `${HEAD}pages = {}\n${GET}  for each in NAMES:\n    pages[each] = 1`, 'pages dictionary open - module'],
  ['entries that go', `${HEAD}pages = {}\n${GET}  pages[user] = 1\ndef done(user):\n  pages.pop(user, None)`, 'pages dictionary bounded request'],
  ['entries that go when they are asked for too late', `${HEAD}pages = {}\n${GET}  if expired(pages.get(user)):\n    del pages[user]\n  pages[user] = 1`, 'pages dictionary open request'],
  ['entries that go when their work is over', `${HEAD}pages = {}\n${GET}  pages[user] = 1\ndef done(user):\n  page = pages.get(user)\n  if page:\n    del pages[user]`, 'pages dictionary bounded request'],
  ['entries that a loop takes out', `${HEAD}pages = {}\n${GET}  pages[user] = 1\ndef sweep():\n  for each in list(pages):\n    if pages.get(each):\n      del pages[each]`, 'pages dictionary bounded request'],
  ['what leaves by itself when it is done', `${HEAD}tasks = set()\n${GET}  task = start(user)\n  tasks.add(task)\n  task.add_done_callback(tasks.discard)`, 'tasks set bounded request'],
  ['a size that is looked at', `${HEAD}pages = {}\n${GET}  if len(pages) > 100:\n    return\n  pages[user] = 1`, 'pages dictionary bounded request'],
  ['a size that is shown', `${HEAD}pages = {}\n${GET}  pages[user] = 1\n  return len(pages)`, 'pages dictionary open request'],
  ['a new one each night', `${HEAD}pages = {}\n${GET}  pages[user] = 1\ndef reset():\n  global pages\n  pages = {}`, 'pages dictionary bounded request'],
  ['handed to somebody', `${HEAD}pages = {}\nkeep(pages)\n${GET}  pages[user] = 1`, 'pages dictionary bounded request'],
  ['an object that is made once', `${HEAD}class Store:\n  def __init__(self):\n    self.kept = {}\n  def put(self, key):\n    self.kept[key] = 1\nstore = Store()\n${GET}  store.put(user)`, 'kept dictionary open request'],
  ['an object of each request', `${HEAD}class Store:\n  def __init__(self):\n    self.kept = {}\n  def put(self, key):\n    self.kept[key] = 1\n${GET}  Store().put(user)`, ''],
  ['a table', `${HEAD}NAMES = {"a": 1}\n${GET}  NAMES[user] = 1`, ''],
  ['a cache of a library', `${HEAD}pages = TTLCache(maxsize=5, ttl=3)\n${GET}  pages[user] = 1`, 'TTLCache cachetools.TTLCache bounded - module'],
  ['beside Redis', `${HEAD}pages = {}\n${GET}  try:\n    r.setex(user, 5, 1)\n  except redis.RedisError:\n    pages[user] = 1`, 'pages dictionary open request beside r.setex(user, 5, 1)'],
])('sees what a process keeps: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text });
  const shown = itemsOf(facts['cache.stores']).map(({ name, kind, bounded, write, scope, beside }) =>
    [name, kind, bounded ? 'bounded' : 'open', ...(write === undefined ? ['-'] : []), scope, ...(beside === undefined ? [] : ['beside', beside.value])].join(' '));
  expect(shown.join(', ')).toBe(expected);
});

it.each([
  ['without a limit', `${HEAD}@lru_cache(maxsize=None)\ndef load(key):\n  pass\n${GET}  load(user)`, 'functools.lru_cache load 1 Infinity request'],
  ['with the default', `${HEAD}@lru_cache\ndef load(key):\n  pass\n`, 'functools.lru_cache load 1 128 function'],
  ['functools.cache', `${HEAD}@functools.cache\ndef settings():\n  pass\n`, 'functools.cache settings 0 Infinity function'],
  ['a limit', `${HEAD}@lru_cache(32)\nasync def load(a, b):\n  pass\n`, 'functools.lru_cache load 2 32 function async'],
  ['a method', `${HEAD}class Shop:\n  @cache\n  def load(self, key):\n    pass\n`, 'functools.cache load 1 Infinity function method'],
  ['a decorator of the project', 'from mine import lru_cache\nimport redis\n@lru_cache(maxsize=None)\ndef load(key):\n  pass\n', ''],
])('sees what a function remembers: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text, 'mine.py': 'def lru_cache(f): return f' });
  const shown = itemsOf(facts['cache.functions']).map((each) =>
    [each.decorator, each.name, each.parameters, each.maximum, each.scope, ...(each.async ? ['async'] : []), ...(each.method ? ['method'] : [])].join(' '));
  expect(shown.join(', ')).toBe(expected);
});
