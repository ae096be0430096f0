import { expect, it } from 'vitest';
import type { Pool } from '../../../src/model/facts/data.ts';
import { itemsOf, read, show } from './read.ts';

/** `library driver kind size+overflow=maximum database scope`, one line for each pool; `unserved` for a script's. */
function line(pool: Pool): string {
  const counts = `${show(pool.size)}+${show(pool.overflow)}=${show(pool.maximum)}`.replaceAll(' by default', '');
  const served = pool.served ? '' : ' unserved';
  return `${pool.library} ${pool.driver} ${pool.kind} ${counts} ${show(pool.database)} ${pool.scope}${served}`;
}

async function linesOf(texts: Readonly<Record<string, string>>, packages: readonly string[] = []): Promise<readonly string[]> {
  const { facts } = await read(texts, { packages });
  return itemsOf(facts['database.pools']).map(line);
}

it.each([
  ['SQLAlchemy', 'from sqlalchemy import create_engine\nimport os\ne = create_engine(os.environ["DATABASE_URL"])', ['psycopg2-binary'],
    'sqlalchemy psycopg2 postgresql 5+10=15 DATABASE_URL module'],
  ['SQLAlchemy async', 'from sqlalchemy.ext.asyncio import create_async_engine\ne = create_async_engine("postgresql+asyncpg://u:secret@h/d", pool_size=3, max_overflow=0)', [],
    'sqlalchemy-async asyncpg postgresql 3+0=3 postgresql+asyncpg://u:***@h/d module'],
  ['a scheme that is replaced', 'from sqlalchemy.ext.asyncio import create_async_engine as c\nimport os\nURL = os.getenv("DATABASE_URL").replace("postgres://", "postgresql+asyncpg://", 1)\ne = c(URL)', [],
    'sqlalchemy-async asyncpg postgresql 5+10=15 DATABASE_URL module'],
  ['an address from parts', 'from sqlalchemy import create_engine\nimport os\ne = create_engine(f"postgresql+psycopg://{os.getenv(\'DB_USER\')}:x@{os.getenv(\'DB_HOST\')}/d")', [],
    'sqlalchemy psycopg postgresql 5+10=15 DB_HOST module'],
  ['URL.create', 'from sqlalchemy import create_engine, URL\ne = create_engine(URL.create(drivername="mysql+pymysql", host=h))', [],
    'sqlalchemy pymysql mysql 5+10=15 mysql+pymysql:// module'],
  ['NullPool', 'from sqlalchemy import create_engine\nfrom sqlalchemy.pool import NullPool\ne = create_engine("postgresql://h/d", poolclass=NullPool)', [],
    'sqlalchemy undefined postgresql 0+Infinity=Infinity postgresql://h/d module'],
  ['no limit', 'from sqlalchemy import create_engine\ne = create_engine("postgresql://h/d", max_overflow=-1)', [],
    'sqlalchemy undefined postgresql 5+-1=Infinity postgresql://h/d module'],
  ['SQLite', 'from sqlalchemy import create_engine\ne = create_engine("sqlite:///./app.db")', [], 'sqlalchemy sqlite sqlite 5+10=15 sqlite:///./app.db module'],
  ['a SQLite default beside a driver', 'from sqlalchemy import create_engine\nimport os\ne = create_engine(os.getenv("DATABASE_URL", "sqlite:///./app.db"))', ['psycopg2'],
    'sqlalchemy psycopg2 postgresql 5+10=15 DATABASE_URL module'],
  ['SQLModel', 'from sqlmodel import create_engine\ne = create_engine("postgresql+psycopg2://h/d")', [], 'sqlalchemy psycopg2 postgresql 5+10=15 postgresql+psycopg2://h/d module'],
  ['asyncpg', 'import asyncpg\nasync def f():\n  return await asyncpg.create_pool(dsn, max_size=4)', [], 'asyncpg asyncpg postgresql 4+0=4 ? its address is put together while the program runs function'],
  ['asyncpg by default', 'import asyncpg, os\nasync def f():\n  return await asyncpg.create_pool(os.environ["DATABASE_URL"])', [], 'asyncpg asyncpg postgresql 10+0=10 DATABASE_URL function'],
  ['psycopg_pool', 'from psycopg_pool import ConnectionPool\np = ConnectionPool("postgresql://h/d")', [], 'psycopg-pool psycopg postgresql 4+0=4 postgresql://h/d module'],
  ['psycopg_pool with a minimum', 'from psycopg_pool import ConnectionPool\np = ConnectionPool("postgresql://h/d", min_size=6)', [], 'psycopg-pool psycopg postgresql 6+0=6 postgresql://h/d module'],
  ['psycopg2.pool', 'from psycopg2.pool import ThreadedConnectionPool as P\np = P(1, 8, "postgresql://h/d")', [], 'psycopg2-pool psycopg2 postgresql 8+0=8 postgresql://h/d module'],
  ['SQLite in memory', 'from sqlalchemy import create_engine\ne = create_engine("sqlite://")', [], 'sqlalchemy sqlite sqlite 5+0=5 sqlite:// module'],
  ['a size of nothing', 'from sqlalchemy import create_engine\ne = create_engine("postgresql://h/d", pool_size=0)', [], 'sqlalchemy undefined postgresql 0+-1=Infinity postgresql://h/d module'],
  ['a configuration', 'from sqlalchemy import engine_from_config\ne = engine_from_config({"db.url": "postgresql://h/d", "db.pool_size": "3"}, prefix="db.")', [], 'sqlalchemy undefined postgresql 3+10=13 postgresql://h/d module'],
  ['psycopg2.pool from a list', 'from psycopg2.pool import ThreadedConnectionPool as P\nSIZES = (1, 8)\np = P(*SIZES, dsn="postgresql://h/d")', [],
    'psycopg2-pool psycopg2 postgresql ? its arguments come from a list that is made while the program runs+0=? its arguments come from a list that is made while the program runs postgresql://h/d module'],
  ['a pool of psycopg that keeps nothing', 'from psycopg_pool import NullConnectionPool\np = NullConnectionPool("postgresql://h/d")', [], 'psycopg-pool psycopg postgresql Infinity+0=Infinity postgresql://h/d module'],
  ['pymongo, in the address', 'from pymongo import MongoClient\nc = MongoClient("mongodb://h/?maxPoolSize=30")', [], 'pymongo pymongo mongodb 30+0=30 mongodb://h/?maxPoolSize=30 module'],
  ['peewee, in the address', 'from playhouse.db_url import connect\nc = connect("postgresql+pool://h/d?max_connections=9")', [], 'peewee psycopg2 postgresql 9+0=9 postgresql+pool://h/d?max_connections=9 module'],
  ['Tortoise', 'from tortoise import Tortoise\nasync def f():\n  await Tortoise.init(db_url="asyncpg://h/d?maxsize=12", modules={"models": ["m"]})', [], 'tortoise undefined postgresql 12+0=12 asyncpg://h/d?maxsize=12 function'],
  ['Tortoise with credentials', 'from tortoise import Tortoise\nC = {"connections": {"default": {"engine": "tortoise.backends.asyncpg", "credentials": {"host": "h", "maxsize": 6}}}}\nasync def f():\n  await Tortoise.init(config=C)', [],
    'tortoise undefined postgresql 6+0=6 h function'],
  ['motor', 'from motor.motor_asyncio import AsyncIOMotorClient\nc = AsyncIOMotorClient("mongodb://h", maxPoolSize=20)', [], 'motor pymongo mongodb 20+0=20 mongodb://h module'],
])('reads a pool of %s', async (_name, text, packages, expected) => {
  expect(await linesOf({ 'db.py': text }, packages)).toEqual([expected]);
});

const FLASK = 'from flask import Flask\nfrom flask_sqlalchemy import SQLAlchemy\napp = Flask(__name__)\n';

it.each([
  ['defaults', `${FLASK}app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql://h/d"\ndb = SQLAlchemy(app)`, 'flask-sqlalchemy undefined postgresql 5+10=15 postgresql://h/d module'],
  ['engine options', `${FLASK}app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql://h/d"\napp.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 3, "max_overflow": 1}\ndb = SQLAlchemy(app)`,
    'flask-sqlalchemy undefined postgresql 3+1=4 postgresql://h/d module'],
  ['a config class', `import os\n${FLASK}class Config:\n  SQLALCHEMY_DATABASE_URI = os.environ["DATABASE_URL"]\n  SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 3}\ndb = SQLAlchemy()`,
    'flask-sqlalchemy undefined undefined 3+10=13 DATABASE_URL module'],
  ['removed keys', `${FLASK}app.config["SQLALCHEMY_POOL_SIZE"] = 3\ndb = SQLAlchemy(app)`, 'flask-sqlalchemy undefined undefined 5+10=15 ? its address is put together while the program runs module'],
])('reads Flask-SQLAlchemy with %s', async (_name, text, expected) => {
  expect(await linesOf({ 'app.py': text })).toEqual([expected]);
});

const MANAGE = { 'p/wsgi.py': 'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "p.settings")\napplication = get_wsgi_application()' };

it.each([
  ['a dictionary', 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "d", "CONN_MAX_AGE": 60}}', '1+0=1 d', { CONN_MAX_AGE: '60' }],
  ['dj_database_url', 'import dj_database_url\nDATABASES = {"default": dj_database_url.config(conn_max_age=600)}', '1+0=1 DATABASE_URL', { CONN_MAX_AGE: '600' }],
  ['dj_database_url as everything', 'import dj_database_url\nDATABASES = {}\nDATABASES["default"] = dj_database_url.config(conn_max_age=600)', '1+0=1 DATABASE_URL', { CONN_MAX_AGE: '600' }],
  ['django-environ', 'import environ\nenv = environ.Env()\nDATABASES = {"default": env.db("DATABASE_URL")}', '1+0=1 DATABASE_URL', {}],
  ['a later key', 'import environ\nenv = environ.Env()\nDATABASES = {"default": env.db("DATABASE_URL")}\nDATABASES["default"]["CONN_MAX_AGE"] = 30', '1+0=1 DATABASE_URL', { CONN_MAX_AGE: '30' }],
  ['a pool', 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "d", "OPTIONS": {"pool": True}}}', '4+0=4 d', { 'OPTIONS.pool': 'true' }],
  ['a pool with limits', 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "d", "OPTIONS": {"pool": {"max_size": 8}}}}', '8+0=8 d', { 'OPTIONS.pool.max_size': '8' }],
])('reads Django with %s', async (_name, settings, expected, options) => {
  const { facts } = await read({ ...MANAGE, 'p/settings.py': settings });
  const [pool] = itemsOf(facts['database.pools']);
  expect(pool && line(pool)).toContain(expected);
  expect(Object.fromEntries(pool?.options.map((option) => [option.name, show(option.value)]) ?? [])).toMatchObject(options);
});

it('keeps keyword arguments and the entries of their dictionaries as options', async () => {
  const text = 'from sqlalchemy import create_engine\nfrom sqlalchemy.pool import QueuePool\n'
    + 'e = create_engine(u, pool_pre_ping=True, poolclass=QueuePool, connect_args={"sslmode": "require", "server_settings": {"jit": "off"}})';
  const { facts } = await read({ 'db.py': text });
  const options = itemsOf(facts['database.pools'])[0]?.options.map((option) => `${option.name}=${show(option.value)}`);
  expect(options).toEqual(['pool_pre_ping=true', 'poolclass=QueuePool', 'connect_args.sslmode=require', 'connect_args.server_settings.jit=off']);
});

it('tells the branch for SQLite from the other one', async () => {
  const text = 'from sqlalchemy import create_engine\nimport os\nURL = os.environ["DATABASE_URL"]\n'
    + 'if URL.startswith("sqlite"):\n  e = create_engine(URL, connect_args={"check_same_thread": False})\nelse:\n  e = create_engine(URL, pool_size=4)';
  expect(await linesOf({ 'db.py': text }, ['asyncpg', 'psycopg2'])).toEqual([
    'sqlalchemy sqlite sqlite 5+10=15 DATABASE_URL module',
    'sqlalchemy psycopg2 postgresql 4+10=14 DATABASE_URL module',
  ]);
});

const MAKE = 'from sqlalchemy import create_engine\n';

it.each([
  ['a request', { 'a.py': `from fastapi import FastAPI\n${MAKE}app = FastAPI()\n@app.get("/")\ndef r():\n  create_engine(u)` }, 'request'],
  ['a dependency', { 'a.py': `from fastapi import FastAPI, Depends\n${MAKE}def db():\n  yield create_engine(u)\napp = FastAPI()\n@app.get("/")\ndef r(d=Depends(db)): pass` }, 'request'],
  ['a function that only requests call', { 'a.py': `from fastapi import FastAPI\n${MAKE}app = FastAPI()\ndef db():\n  return create_engine(u)\n@app.get("/")\ndef r():\n  db()` }, 'request'],
  ['a view', { 'v.py': `${MAKE}def r(request):\n  create_engine(u)`, 'urls.py': 'from django.urls import path\nimport v\nurlpatterns = [path("", v.r)]' }, 'request'],
  ['a lifespan', { 'a.py': `from fastapi import FastAPI\n${MAKE}async def life(app):\n  create_engine(u)\n  yield\napp = FastAPI(lifespan=life)` }, 'startup'],
  ['an event', { 'a.py': `from fastapi import FastAPI\n${MAKE}app = FastAPI()\n@app.on_event("startup")\nasync def s():\n  create_engine(u)` }, 'startup'],
  ['a factory at the top', { 'a.py': `${MAKE}def make():\n  return create_engine(u)\ne = make()` }, 'module'],
  ['a cached getter', { 'a.py': `from functools import lru_cache\n${MAKE}@lru_cache\ndef make():\n  return create_engine(u)` }, 'module'],
  ['a getter with a global', { 'a.py': `${MAKE}_e = None\ndef get():\n  global _e\n  if _e is None:\n    _e = create_engine(u)\n  return _e` }, 'module'],
  ['a getter that returns early', { 'a.py': `${MAKE}_e = None\ndef get():\n  global _e\n  if _e is not None:\n    return _e\n  _e = create_engine(u)\n  return _e` }, 'module'],
  ['a getter of a service made once', { 'a.py': `${MAKE}class S:\n  def __init__(self):\n    self.e = None\n  def get(self):\n    if not self.e:\n      self.e = create_engine(u)\n    return self.e\ns = S()` }, 'module'],
  ['a getter of a service of each request', { 'a.py': `from fastapi import FastAPI\n${MAKE}app = FastAPI()\nclass S:\n  def __init__(self):\n    self.e = None\n  def get(self):\n    if not self.e:\n      self.e = create_engine(u)\n    return self.e\n@app.get("/")\ndef r():\n  S().get()` }, 'request'],
  ['a handler that leaves when something is absent', { 'a.py': `from fastapi import FastAPI\n${MAKE}app = FastAPI()\nusers = {}\n@app.get("/")\ndef r(user):\n  return f(user)\ndef f(user):\n  if user not in users:\n    return\n  create_engine(u)` }, 'request'],
  ['a task', { 'a.py': `from celery import Celery\n${MAKE}c = Celery()\n@c.task\ndef t():\n  create_engine(u)` }, 'job'],
  ['a command', { 'a/management/commands/x.py': `${MAKE}e = create_engine(u)` }, 'script unserved'],
  ['alembic', { 'alembic/env.py': `from alembic import context\n${MAKE}e = create_engine(u)` }, 'script unserved'],
  ['a script', { 'load.py': `${MAKE}def main():\n  create_engine(u)\nif __name__ == "__main__":\n  main()` }, 'script unserved'],
  ['a test for absence in a handler', { 'a.py': `from fastapi import FastAPI\n${MAKE}app = FastAPI()\n@app.get("/")\ndef r(user):\n  if not user:\n    return\n  create_engine(u)` }, 'request'],
])('knows when an engine is made: in %s', async (_name, texts, expected) => {
  const [found] = await linesOf(texts);
  expect(found).toMatch(new RegExp(` ${expected}$`));
});

it.each(['tests/db.py', 'test_db.py', 'venv/lib/db.py', 'x/migrations/0001_a.py', 'alembic/versions/a.py'])('does not read %s', async (path) => {
  expect((await read({ [path]: `${MAKE}e = create_engine(u)` })).parsed).toEqual([]);
});
