import { expect, it } from 'vitest';
import { itemsOf, read, show } from './read.ts';

const ENGINE = 'from sqlalchemy import create_engine\n';

/** The size of the only engine. */
async function sizeOf(texts: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const { facts } = await read(texts, { environment });
  const pools = itemsOf(facts['database.pools']);
  return pools.length === 1 ? show(pools[0]?.size) : `${pools.length} pools`;
}

it.each([
  ['a literal', `${ENGINE}e = create_engine(u, pool_size=7)`, '7'],
  ['a constant', `${ENGINE}N = 7\ne = create_engine(u, pool_size=N)`, '7'],
  ['the last of two constants', `${ENGINE}N = 7\nN = 8\ne = create_engine(u, pool_size=N)`, '8'],
  ['arithmetic', `${ENGINE}N = 7\ne = create_engine(u, pool_size=N * 2 + 1)`, '15'],
  ['getenv with a default', `import os\n${ENGINE}e = create_engine(u, pool_size=int(os.getenv("DB_POOL", "5")))`, '5 (DB_POOL)'],
  ['getenv with a keyword default', `import os\n${ENGINE}e = create_engine(u, pool_size=int(os.getenv("DB_POOL", default=5)))`, '5 (DB_POOL)'],
  ['getenv or a default', `import os\n${ENGINE}e = create_engine(u, pool_size=int(os.getenv("DB_POOL") or 5))`, '5 (DB_POOL)'],
  ['environ.get', `from os import environ as e\n${ENGINE}x = create_engine(u, pool_size=int(e.get("DB_POOL", 5)))`, '5 (DB_POOL)'],
  ['environ[...]', `import os\n${ENGINE}e = create_engine(u, pool_size=int(os.environ["DB_POOL"]))`, '? the variable DB_POOL decides'],
  ['decouple', `from decouple import config\n${ENGINE}e = create_engine(u, pool_size=config("DB_POOL", default=5, cast=int))`, '5 (DB_POOL)'],
  ['django-environ', `import environ\nenv = environ.Env()\n${ENGINE}e = create_engine(u, pool_size=env.int("DB_POOL", default=5))`, '5 (DB_POOL)'],
  ['starlette', `from starlette.config import Config\nconfig = Config(".env")\n${ENGINE}e = create_engine(u, pool_size=config("DB_POOL", cast=int, default=5))`, '5 (DB_POOL)'],
  ['both branches alike', `${ENGINE}e = create_engine(u, pool_size=5 if x else 5)`, '5'],
  ['branches that differ', `${ENGINE}e = create_engine(u, pool_size=5 if PROD else 2)`, '? it depends on a condition'],
  ['a branch for tests', `import os\n${ENGINE}e = create_engine(u, pool_size=1 if os.getenv("ENV") == "test" else 5)`, '5'],
  ['statements that differ', `import os\n${ENGINE}if os.getenv("PROD"):\n  N = 9\nelse:\n  N = 2\ne = create_engine(u, pool_size=N)`, '? it depends on a condition'],
  ['a loop variable', `${ENGINE}for N in range(3):\n  pass\ne = create_engine(u, pool_size=N)`, '? N is calculated'],
  ['a dictionary', `${ENGINE}C = {"size": 6}\ne = create_engine(u, pool_size=C["size"])`, '6'],
  ['a splat of a dictionary', `${ENGINE}C = {"pool_size": 6}\ne = create_engine(u, **C)`, '6'],
  ['a splat of dict()', `${ENGINE}C = dict(pool_size=6)\ne = create_engine(u, **C)`, '6'],
  ['a splat that is filled later', `${ENGINE}C = {}\nif not u.startswith("sqlite"):\n  C["pool_size"] = 6\ne = create_engine(u, **C)`, '6'],
  ['a splat of a call', `${ENGINE}e = create_engine(u, **make())`, '? its arguments come from a dictionary that is made while the program runs'],
  ['None', `${ENGINE}e = create_engine(u, pool_size=None)`, '5 by default'],
  ['nothing', `${ENGINE}e = create_engine(u)`, '5 by default'],
  ['a dataclass', `from dataclasses import dataclass\n@dataclass\nclass C:\n  size: int = 6\nc = C()\n${ENGINE}e = create_engine(u, pool_size=c.size)`, '6'],
  ['a plain class', `class C:\n  SIZE = 6\n${ENGINE}e = create_engine(u, pool_size=C.SIZE)`, '6'],
  ['an attribute of self', `${ENGINE}class D:\n  def __init__(self):\n    self.n = 6\n    self.e = create_engine(u, pool_size=self.n)`, '6'],
  ['a property', `class C:\n  @property\n  def size(self):\n    return 6\n${ENGINE}e = create_engine(u, pool_size=C().size)`, '6'],
  ['an argument of a factory', `${ENGINE}def make(n):\n  return create_engine(u, pool_size=n)\ne = make(6)`, '6'],
  ['a default argument of a factory', `${ENGINE}def make(n=6):\n  return create_engine(u, pool_size=n)\ne = make()`, '6'],
  ['a factory that nobody calls', `${ENGINE}def make(n):\n  return create_engine(u, pool_size=n)`, '? the caller of make decides'],
  ['itself', `${ENGINE}N = N + 1\ne = create_engine(u, pool_size=N)`, '? its origin is too far away to follow'],
])('follows %s', async (_name, text, expected) => {
  expect(await sizeOf({ 'db.py': text })).toBe(expected);
});

const SETTINGS = 'from pydantic_settings import BaseSettings, SettingsConfigDict\nfrom pydantic import Field\n';
const USE = `from config import settings\n${ENGINE}e = create_engine(u, pool_size=settings.db_pool_size)\n`;

it.each([
  ['a plain default', 'class S(BaseSettings):\n  db_pool_size: int = 20\nsettings = S()', '20 (DB_POOL_SIZE)'],
  ['Field(default)', 'class S(BaseSettings):\n  db_pool_size: int = Field(default=20, alias="POOL")\nsettings = S()', '20 (POOL)'],
  ['Field(positional)', 'class S(BaseSettings):\n  db_pool_size: int = Field(20, env="POOL")\nsettings = S()', '20 (POOL)'],
  ['a required field', 'class S(BaseSettings):\n  db_pool_size: int\nsettings = S()', '? the variable DB_POOL_SIZE decides'],
  ['Field(...)', 'class S(BaseSettings):\n  db_pool_size: int = Field(...)\nsettings = S()', '? the variable DB_POOL_SIZE decides'],
  ['a prefix', 'class S(BaseSettings):\n  model_config = SettingsConfigDict(env_prefix="APP_")\n  db_pool_size: int = 20\nsettings = S()', '20 (APP_DB_POOL_SIZE)'],
  ['an inner Config', 'class S(BaseSettings):\n  db_pool_size: int = 20\n  class Config:\n    env_prefix = "APP_"\nsettings = S()', '20 (APP_DB_POOL_SIZE)'],
  ['a base class', 'class B(BaseSettings):\n  db_pool_size: int = 20\nclass S(B):\n  pass\nsettings = S()', '20 (DB_POOL_SIZE)'],
  ['a cached getter', 'from functools import lru_cache\nclass S(BaseSettings):\n  db_pool_size: int = 20\n@lru_cache\ndef get():\n  return S()\nsettings = get()', '20 (DB_POOL_SIZE)'],
])('follows settings with %s', async (_name, text, expected) => {
  expect(await sizeOf({ 'config.py': SETTINGS + text, 'db.py': USE })).toBe(expected);
});

it('takes what the environment sets before the default', async () => {
  const config = `${SETTINGS}class S(BaseSettings):\n  db_pool_size: int = 20\nsettings = S()`;
  expect(await sizeOf({ 'config.py': config, 'db.py': USE }, { DB_POOL_SIZE: '3' })).toBe('3');
});

it('follows a home-made reader whose answers agree', async () => {
  const config = `import os
def _read_int(name, default, *, minimum=1, maximum=20):
    raw = os.getenv(name)
    if raw is None:
        return default
    try:
        value = int(raw)
    except ValueError:
        return default
    return max(minimum, min(value, maximum))
SIZE = _read_int("DB_POOL_SIZE", 3, minimum=1, maximum=20,)
`;
  expect(await sizeOf({ 'config.py': config, 'db.py': `from config import SIZE\n${ENGINE}e = create_engine(u, pool_size=SIZE)` })).toBe('3 (DB_POOL_SIZE)');
});

it('says that a reader decides when its answers differ', async () => {
  const config = 'def size(name, default):\n  if x():\n    return default\n  return 40\nSIZE = size("DB_POOL_SIZE", 3)\n';
  expect(await sizeOf({ 'config.py': config, 'db.py': `from config import SIZE\n${ENGINE}e = create_engine(u, pool_size=SIZE)` }))
    .toBe("? the project's own function size decides");
});

it.each([
  ['an alias', { 'db.py': 'from sqlalchemy import create_engine as ce\ne = ce(u, pool_size=4)' }, '4'],
  ['a module', { 'db.py': 'import sqlalchemy as sa\ne = sa.create_engine(u, pool_size=4)' }, '4'],
  ['a submodule', { 'db.py': 'import sqlalchemy.ext.asyncio\ne = sqlalchemy.ext.asyncio.create_async_engine(u, pool_size=4)' }, '4'],
  ['a re-export', { 'a/__init__.py': 'from .b import make', 'a/b.py': 'from sqlalchemy import create_engine as make', 'db.py': 'from a import make\ne = make(u, pool_size=4)' }, '4'],
  ['a star', { 'b.py': 'from sqlalchemy import create_engine', 'db.py': 'from b import *\ne = create_engine(u, pool_size=4)' }, '4'],
  ['a src folder', { 'src/app/c.py': 'SIZE = 4', 'src/app/db.py': 'from app.c import SIZE\nfrom sqlalchemy import create_engine\ne = create_engine(u, pool_size=SIZE)' }, '4'],
  ['a parent package', { 'app/c.py': 'SIZE = 4', 'app/x/db.py': 'from ..c import SIZE\nfrom sqlalchemy import create_engine\ne = create_engine(u, pool_size=SIZE)' }, '4'],
  ['an own function of that name', { 'db.py': 'import sqlalchemy\ndef create_engine(u, pool_size): pass\ne = create_engine(u, pool_size=4)' }, '0 pools'],
  ['an own module of that name', { 'engines.py': 'import sqlalchemy\ndef create_engine(u): pass', 'db.py': 'import sqlalchemy\nfrom engines import create_engine\ne = create_engine(u)' }, '0 pools'],
  ['a local variable of that name', { 'db.py': 'from sqlalchemy import create_engine\ndef f(create_engine):\n  return create_engine(u, pool_size=4)' }, '0 pools'],
])('resolves names through %s', async (_name, texts, expected) => {
  expect(await sizeOf(texts)).toBe(expected);
});

it('shows the place where the value is written', async () => {
  const config = `${SETTINGS}class S(BaseSettings):\n  db_pool_size: int = Field(default=20)\nsettings = S()`;
  const { facts } = await read({ 'config.py': config, 'db.py': USE });
  const size = itemsOf(facts['database.pools'])[0]?.size;
  const [basis] = size?.state === 'known' && size.provenance.kind === 'derived' ? size.provenance.from : [];
  const place = basis?.state === 'known' && basis.provenance.kind === 'declared' ? basis.provenance : undefined;
  expect([place?.file.path, place?.file.text.slice(place.range.start, place.range.end)]).toEqual(['config.py', '20']);
});
