/** A small program, and what of it only a run can tell. */
export interface PoolSource {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** Python packages that are installed with it, where the address names no driver. */
  readonly packages?: readonly string[];
  /** Variables that are set while it runs and while it is read. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Why the size is not told, in the words of the fact. */
  readonly unresolved?: string;
}

const SYNC = 'from sqlalchemy import create_engine\n';
const ASYNC = 'from sqlalchemy.ext.asyncio import create_async_engine\n';
const URL = '"postgresql+psycopg2://me@127.0.0.1/db"';
const FLASK = `from flask import Flask\nfrom flask_sqlalchemy import SQLAlchemy\napp = Flask(__name__)\napp.config["SQLALCHEMY_DATABASE_URI"] = ${URL}\n`;

const one = (title: string, text: string, more: Partial<PoolSource> = {}): PoolSource => ({ title, ...more, files: { 'db.py': text, ...more.files } });

const SQLALCHEMY: readonly PoolSource[] = [
  one('the defaults', `${SYNC}pool = create_engine(${URL})\n`),
  one('sizes of its own', `${SYNC}pool = create_engine(${URL}, pool_size=7, max_overflow=3)\n`),
  one('all keywords', `${SYNC}pool = create_engine(${URL}, pool_size=2, max_overflow=0, pool_timeout=4, pool_recycle=1800, pool_pre_ping=True)\n`),
  one('psycopg 3', `${SYNC}pool = create_engine("postgresql+psycopg://me@127.0.0.1/db", pool_size=4)\n`),
  one('asyncpg', `${ASYNC}pool = create_async_engine("postgresql+asyncpg://me@127.0.0.1/db", max_overflow=1)\n`),
  one('psycopg 3 and asyncio', `${ASYNC}pool = create_async_engine("postgresql+psycopg://me@127.0.0.1/db", pool_size=9, pool_timeout=2.5)\n`),
  one('a size of nothing, which limits nothing', `${SYNC}pool = create_engine(${URL}, pool_size=0)\n`),
  one('an overflow without an end', `${SYNC}pool = create_engine(${URL}, pool_size=3, max_overflow=-1)\n`),
  one('no pool', `${SYNC}from sqlalchemy.pool import NullPool\npool = create_engine(${URL}, poolclass=NullPool)\n`),
  one('no pool, by the name of the module', `${SYNC}import sqlalchemy as sa\npool = create_engine(${URL}, poolclass=sa.pool.NullPool)\n`),
  one('one connection', `${SYNC}from sqlalchemy.pool import StaticPool\npool = create_engine(${URL}, poolclass=StaticPool)\n`),
  one('a queue by its name', `${SYNC}from sqlalchemy.pool import QueuePool as Q\npool = create_engine(${URL}, poolclass=Q, pool_size=6)\n`),
  one('the queue of asyncio by its name', `${ASYNC}from sqlalchemy.pool import AsyncAdaptedQueuePool\npool = create_async_engine("postgresql+asyncpg://me@127.0.0.1/db", poolclass=AsyncAdaptedQueuePool, pool_size=6)\n`),
  one('a file of SQLite', `${SYNC}pool = create_engine("sqlite:///./app.db")\n`),
  one('SQLite in memory', `${SYNC}pool = create_engine("sqlite://")\n`),
  one('SQLite in memory, by its name', `${SYNC}pool = create_engine("sqlite:///:memory:")\n`),
  one('a dictionary behind two stars', `${SYNC}OPTIONS = {"pool_size": 11, "max_overflow": 4, "pool_pre_ping": True}\npool = create_engine(${URL}, **OPTIONS)\n`),
  one('a dictionary that grows', `${SYNC}options = dict(pool_size=3)\noptions["max_overflow"] = 2\noptions.update(pool_recycle=300)\npool = create_engine(${URL}, **options)\n`),
  one('dictionaries in one another', `${SYNC}BASE = {"pool_size": 3, "pool_recycle": 60}\nMORE = {**BASE, "pool_size": 8}\npool = create_engine(${URL}, **MORE)\n`),
  one('a dictionary that a function returns', `${SYNC}def options():\n    return {"pool_size": 5, "max_overflow": 6}\n\npool = create_engine(${URL}, **options())\n`),
  one('a dictionary that is made in a loop', `${SYNC}options = {key: 3 for key in ["pool_size"]}\npool = create_engine(${URL}, **options)\n`,
    { unresolved: 'its arguments come from a dictionary that is made while the program runs' }),
  one('the default of a variable', `${SYNC}import os\npool = create_engine(${URL}, pool_size=int(os.environ.get("POOL", "12")))\n`),
  one('a variable that is set', `${SYNC}import os\npool = create_engine(${URL}, pool_size=int(os.getenv("POOL", 12)), max_overflow=int(os.getenv("MORE", 1)))\n`, { environment: { POOL: '4' } }),
  one('a default beside or', `${SYNC}import os\npool = create_engine(${URL}, pool_size=int(os.getenv("POOL") or 6))\n`),
  one('a number that is calculated', `${SYNC}WORKERS = 4\npool = create_engine(${URL}, pool_size=2 * WORKERS + 1, max_overflow=20 // 3)\n`),
  one('settings of another file', `${SYNC}import config\npool = create_engine(${URL}, pool_size=config.POOL, max_overflow=config.MORE)\n`, { files: { 'config.py': 'POOL = 13\nMORE = POOL - 3\n' } }),
  one('a class of settings', `${SYNC}from settings import settings\npool = create_engine(${URL}, pool_size=settings.db_pool_size, max_overflow=settings.db_overflow)\n`,
    { files: { 'settings.py': 'from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    db_pool_size: int = 14\n    db_overflow: int = 2\n\nsettings = Settings()\n' } }),
  one('a class of settings with fields, two files away', `${SYNC}from core import get_settings\ns = get_settings()\npool = create_engine(${URL}, pool_size=s.pool_size, max_overflow=s.max_overflow)\n`,
    { files: {
      'core.py': 'from functools import lru_cache\nfrom settings import Settings\n\n@lru_cache\ndef get_settings() -> Settings:\n    return Settings()\n',
      'settings.py': 'from pydantic import Field\nfrom pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    pool_size: int = Field(default=4, validation_alias="DB_POOL")\n    max_overflow: int = Field(9)\n' } }),
  one('a class of settings that a variable changes', `${SYNC}from settings import settings\npool = create_engine(${URL}, pool_size=settings.POOL_SIZE)\n`,
    { environment: { POOL_SIZE: '3' }, files: { 'settings.py': 'from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    POOL_SIZE: int = 14\n\nsettings = Settings()\n' } }),
  one('settings inside of settings', `${SYNC}from settings import settings\npool = create_engine(${URL}, pool_size=settings.db.pool, max_overflow=settings.db.more)\n`,
    { files: { 'settings.py': 'from pydantic import BaseModel\nfrom pydantic_settings import BaseSettings\n\nclass Database(BaseModel):\n    pool: int = 17\n    more: int = 1\n\nclass Settings(BaseSettings):\n    db: Database = Database()\n\nsettings = Settings()\n' } }),
  one('a data class', `${SYNC}from dataclasses import dataclass\nimport os\n\n@dataclass(frozen=True)\nclass Config:\n    pool: int = int(os.getenv("POOL", "16"))\n\nconfig = Config()\npool = create_engine(${URL}, pool_size=config.pool)\n`),
  one('engine_from_config', `from sqlalchemy import engine_from_config\npool = engine_from_config({"sqlalchemy.url": ${URL}, "sqlalchemy.pool_size": "3", "sqlalchemy.max_overflow": "1"})\n`),
  one('SQLModel', `from sqlmodel import create_engine\npool = create_engine(${URL}, pool_size=2)\n`),
  one('an address that is put together', `${SYNC}from sqlalchemy import URL\npool = create_engine(URL.create("postgresql+psycopg2", host="127.0.0.1"), pool_size=2, max_overflow=5)\n`),
  one('an address with options', `${SYNC}pool = create_engine("postgresql+psycopg2://me@127.0.0.1/db?connect_timeout=5", pool_size=2)\n`),
  one('None, which leaves it to the library', `${SYNC}pool = create_engine(${URL}, poolclass=None, pool_size=2)\n`),
  one('a name that is another one here', `from sqlalchemy import create_engine as engine_of\npool = engine_of(\n    ${URL},\n    max_overflow=2,  # a few more\n    pool_size=(  5 ),\n)\n`),
];

const FLASK_SQLALCHEMY: readonly PoolSource[] = [
  one('Flask-SQLAlchemy by default', `${FLASK}db = SQLAlchemy(app)\n`),
  one('Flask-SQLAlchemy with options', `${FLASK}app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 3, "max_overflow": 1, "pool_pre_ping": True}\ndb = SQLAlchemy(app)\n`),
  one('Flask-SQLAlchemy with removed keys', `${FLASK}app.config["SQLALCHEMY_POOL_SIZE"] = 30\ndb = SQLAlchemy(app)\n`),
  one('Flask-SQLAlchemy with options of its constructor', `${FLASK}db = SQLAlchemy(app, engine_options={"pool_size": 4, "max_overflow": 0, "pool_recycle": 90})\n`),
  one('Flask-SQLAlchemy with a class', `${FLASK}class Config:\n    SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 6}\n\napp.config.from_object(Config)\ndb = SQLAlchemy()\ndb.init_app(app)\n`),
  one('Flask-SQLAlchemy without a pool', `${FLASK}from sqlalchemy.pool import NullPool\napp.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"poolclass": NullPool}\ndb = SQLAlchemy(app)\n`),
];

const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "db")\n';
const django = (title: string, text: string, more: Partial<PoolSource> = {}): PoolSource =>
  one(`Django ${title}`, text, { packages: ['django', 'psycopg'], ...more, files: { 'wsgi.py': MANAGE, ...more.files } });
const ALIAS = '"ENGINE": "django.db.backends.postgresql", "NAME": "db", "HOST": "127.0.0.1"';

const DJANGO: readonly PoolSource[] = [
  django('by default', `DATABASES = {"default": {${ALIAS}}}\n`),
  django('with connections that stay', `DATABASES = {"default": {${ALIAS}, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}\n`),
  django('with a pool', `DATABASES = {"default": {${ALIAS}, "OPTIONS": {"pool": True}}}\n`),
  django('with a pool of a size', `DATABASES = {"default": {${ALIAS}, "OPTIONS": {"pool": {"min_size": 2, "max_size": 6, "timeout": 5}}}}\n`),
  django('with a pool of a least size', `DATABASES = {"default": {${ALIAS}, "OPTIONS": {"pool": {"min_size": 7}}}}\n`),
  django('with a pool that is switched off', `DATABASES = {"default": {${ALIAS}, "OPTIONS": {"pool": False}}}\n`),
  django('with an empty pool', `DATABASES = {"default": {${ALIAS}, "OPTIONS": {"pool": {}}}}\n`),
  django('with an address', 'import dj_database_url\nDATABASES = {"default": dj_database_url.parse("postgres://me@127.0.0.1/db", conn_max_age=600, conn_health_checks=True)}\n'),
  django('with an address of a variable', 'import dj_database_url\nDATABASES = {"default": dj_database_url.config(default="postgres://me@127.0.0.1/db", conn_max_age=30)}\n'),
  django('with an address of a variable that is set', 'import dj_database_url\nDATABASES = {"default": dj_database_url.config(conn_max_age=30)}\n', { environment: { DATABASE_URL: 'postgres://me@127.0.0.1/other' } }),
  django('with environ', 'import environ\nenv = environ.Env()\nDATABASES = {"default": env.db("DATABASE_URL", default="postgres://me@127.0.0.1/db")}\nDATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=45)\n'),
  django('with the name of a variable', `import os\nDATABASES = {\n    "default": {\n        ${ALIAS},\n        "CONN_MAX_AGE": int(os.environ.get("AGE", 0)),\n        "OPTIONS": {"pool": {"max_size": int(os.getenv("POOL", "8"))}},\n    },\n}\n`),
  django('with a pool that is added', `DATABASES = {"default": {${ALIAS}}}\nDATABASES["default"]["OPTIONS"] = {"pool": {"max_size": 9}}\n`),
];

const TORTOISE = { files: { 'shop.py': 'from tortoise import Model, fields\n\nclass Order(Model):\n    id = fields.IntField(primary_key=True)\n' } };

const DRIVERS: readonly PoolSource[] = [
  one('asyncpg by default', 'import asyncpg\npool = asyncpg.create_pool("postgres://me@127.0.0.1/db")\n'),
  one('asyncpg with sizes', 'import asyncpg\npool = asyncpg.create_pool("postgres://me@127.0.0.1/db", min_size=1, max_size=6)\n'),
  one('asyncpg with a dictionary', 'from asyncpg import create_pool as make\nSIZES = dict(min_size=2, max_size=3)\npool = make(dsn="postgres://me@127.0.0.1/db", **SIZES)\n'),
  one('asyncpg with a variable', 'import asyncpg, os\npool = asyncpg.create_pool("postgres://me@127.0.0.1/db", min_size=1, max_size=int(os.environ.get("POOL", 7)))\n'),
  one('psycopg_pool by default', 'from psycopg_pool import ConnectionPool\npool = ConnectionPool("postgresql://me@127.0.0.1/db", open=False)\n'),
  one('psycopg_pool with a least size', 'from psycopg_pool import ConnectionPool\npool = ConnectionPool("postgresql://me@127.0.0.1/db", min_size=6, open=False)\n'),
  one('psycopg_pool in order', 'import psycopg_pool\npool = psycopg_pool.ConnectionPool("postgresql://me@127.0.0.1/db", min_size=2, max_size=12, open=False)\n'),
  one('psycopg_pool without an end', 'from psycopg_pool import AsyncConnectionPool\npool = AsyncConnectionPool("postgresql://me@127.0.0.1/db", max_size=None, open=False)\n'),
  one('psycopg_pool that keeps nothing', 'from psycopg_pool import NullConnectionPool\npool = NullConnectionPool("postgresql://me@127.0.0.1/db", max_size=5, open=False)\n'),
  one('psycopg_pool that keeps nothing and limits nothing', 'from psycopg_pool import NullConnectionPool\npool = NullConnectionPool("postgresql://me@127.0.0.1/db", open=False)\n'),
  one('psycopg2.pool in order', 'from psycopg2.pool import ThreadedConnectionPool as P\npool = P(0, 8, "postgresql://me@127.0.0.1/db")\n'),
  one('psycopg2.pool with names', 'import psycopg2.pool\npool = psycopg2.pool.SimpleConnectionPool(minconn=0, maxconn=5, dsn="postgresql://me@127.0.0.1/db")\n'),
  one('psycopg2.pool with stars', 'import psycopg2.pool\nSIZES = (0, 5)\npool = psycopg2.pool.SimpleConnectionPool(*SIZES, dsn="postgresql://me@127.0.0.1/db")\n',
    { unresolved: 'its arguments come from a list that is made while the program runs' }),
  one('peewee by default', 'from playhouse.pool import PooledPostgresqlDatabase\npool = PooledPostgresqlDatabase("db", host="127.0.0.1")\n'),
  one('peewee with a size', 'from playhouse.pool import PooledPostgresqlDatabase\npool = PooledPostgresqlDatabase("db", max_connections=8, stale_timeout=300)\n'),
  one('peewee in order', 'from playhouse.pool import PooledPostgresqlDatabase\npool = PooledPostgresqlDatabase("db", 6)\n'),
  one('peewee by address', 'from playhouse.db_url import connect\npool = connect("postgresql+pool://me@127.0.0.1/db?max_connections=9")\n'),
  one('pymongo by default', 'from pymongo import MongoClient\npool = MongoClient("mongodb://127.0.0.1", connect=False)\n'),
  one('pymongo with a size', 'import pymongo\npool = pymongo.MongoClient("mongodb://127.0.0.1", maxPoolSize=20, connect=False)\n'),
  one('pymongo with a size in the address', 'from pymongo import MongoClient\npool = MongoClient("mongodb://127.0.0.1/?maxPoolSize=30", connect=False)\n'),
  one('pymongo without an end', 'from pymongo import MongoClient\npool = MongoClient("mongodb://127.0.0.1", maxPoolSize=0, connect=False)\n'),
  one('motor', 'from motor.motor_asyncio import AsyncIOMotorClient\npool = AsyncIOMotorClient("mongodb://127.0.0.1", maxPoolSize=15)\n'),
  one('databases by default', 'from databases import Database\npool = Database("postgresql://me@127.0.0.1/db")\n'),
  one('databases with sizes', 'import databases\npool = databases.Database("postgresql://me@127.0.0.1/db", min_size=1, max_size=6)\n'),
  one('databases with sizes in the address', 'from databases import Database\npool = Database("postgresql+asyncpg://me@127.0.0.1/db?min_size=1&max_size=7")\n'),
  one('Tortoise by default', 'from tortoise import Tortoise\n\nasync def start():\n    await Tortoise.init(db_url="asyncpg://me@127.0.0.1/db", modules={"models": ["shop"]})\n', TORTOISE),
  one('Tortoise with sizes in the address', 'from tortoise import Tortoise\n\nasync def start():\n    await Tortoise.init(db_url="asyncpg://me@127.0.0.1/db?minsize=1&maxsize=12", modules={"models": ["shop"]})\n', TORTOISE),
  one('Tortoise with credentials', 'from tortoise import Tortoise\n\nCONFIG = {"connections": {"default": {"engine": "tortoise.backends.asyncpg", "credentials": {"host": "127.0.0.1", "port": 5432, "user": "me", "password": "x", "database": "db", "maxsize": 14}}}, "apps": {"models": {"models": ["shop"], "default_connection": "default"}}}\n\nasync def start():\n    await Tortoise.init(config=CONFIG)\n', TORTOISE),
  one('aiopg by default', 'import aiopg\n\nasync def start():\n    return await aiopg.create_pool("dbname=db host=127.0.0.1", minsize=0)\n'),
  one('aiopg with a size', 'import aiopg\n\nasync def start():\n    return await aiopg.create_pool("dbname=db host=127.0.0.1", minsize=0, maxsize=4)\n'),
  one('aiomysql by default', 'import aiomysql\n\nasync def start():\n    return await aiomysql.create_pool(minsize=0, host="127.0.0.1", db="db")\n'),
  one('aiomysql in order', 'import aiomysql\n\nasync def start():\n    return await aiomysql.create_pool(0, 6, host="127.0.0.1", db="db")\n'),
];

/** Programs that open pools, each with one way to say its size. */
export const PYTHON_SOURCES: readonly PoolSource[] = [...SQLALCHEMY, ...FLASK_SQLALCHEMY, ...DJANGO, ...DRIVERS];
