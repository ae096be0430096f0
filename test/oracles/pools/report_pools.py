"""Imports each program of a folder and says what its library made of the pool: {"folder": {"size", "overflow", "maximum", "options"}}.

Nothing connects. The name `pool` is the pool; a function `start` makes it, Flask has `app` and `db`, Django DATABASES.
Infinity means that nothing limits it.
"""
import asyncio
import importlib.util
import json
import os
import sys

INFINITY = "Infinity"


def of_sqlalchemy(engine):
    pool = getattr(engine, "sync_engine", engine).pool
    kind = type(pool).__name__
    options = {"pool_recycle": pool._recycle, "pool_pre_ping": bool(pool._pre_ping)}
    if kind == "NullPool":
        return {"size": 0, "overflow": INFINITY, "maximum": INFINITY, "options": options}
    if kind == "StaticPool":
        return {"size": 1, "overflow": 0, "maximum": 1, "options": options}
    if kind == "SingletonThreadPool":
        return {"size": pool.size, "overflow": 0, "maximum": pool.size, "options": options}
    size, overflow = pool.size(), pool._max_overflow
    # The queue of a pool without a size has no end: QueuePool.size() is what it was given.
    maximum = INFINITY if size == 0 or overflow == -1 else size + overflow
    return {"size": size, "overflow": overflow, "maximum": maximum, "options": {**options, "pool_timeout": pool._timeout}}


def of_django(databases):
    from django.conf import settings
    if not settings.configured:
        settings.configure()
    from django.db.utils import ConnectionHandler
    connection = ConnectionHandler(databases)["default"]
    connection._connection_pools.clear()  # a process has one for each alias, and here many programs use the same
    given = connection.settings_dict
    options = {"CONN_MAX_AGE": given["CONN_MAX_AGE"], "CONN_HEALTH_CHECKS": given["CONN_HEALTH_CHECKS"]}
    if connection.pool is None:
        handler = ConnectionHandler(databases)
        once = len({id(handler["default"]) for _ in range(3)})  # a connection for each thread
        return {"size": once, "overflow": 0, "maximum": once, "options": options}
    size = connection.pool.max_size
    return {"size": size, "overflow": 0, "maximum": size, "options": options}


def plain(size, **options):
    most = INFINITY if size in (None, float("inf")) else size
    return {"size": most, "overflow": 0, "maximum": most, "options": options}


async def of_tortoise(start):
    from tortoise.backends.asyncpg.client import AsyncpgDBClient
    from tortoise import connections
    context = await start()
    client = context.connections.get("default") if hasattr(context, "connections") else connections.get("default")
    assert isinstance(client, AsyncpgDBClient)
    given = {}

    async def make(*_, **options):
        given.update(options)
    client.create_pool = make
    await client.create_connection(with_db=True)
    return plain(given["max_size"])


async def of_start(start, text):
    if "tortoise" in text:
        return await of_tortoise(start)
    return plain((await start()).maxsize)


def of_pymongo(client):
    from pymongo.synchronous.pool import Pool
    return plain(Pool(("127.0.0.1", 27017), client.options.pool_options).max_pool_size)


def of_library(pool):
    name = type(pool).__module__.split(".")[0]
    if name == "sqlalchemy":
        return of_sqlalchemy(pool)
    if name == "asyncpg":
        return plain(pool._maxsize)
    if name == "psycopg_pool":
        # NullConnectionPool: 0 is no limit. https://www.psycopg.org/psycopg3/docs/api/pool.html
        return plain(pool.max_size or None)
    if name == "psycopg2":
        return plain(pool.maxconn)
    if name == "playhouse":
        return plain(pool._max_connections)
    if name == "peewee":
        return plain(1)
    if name == "pymongo":
        return of_pymongo(pool)
    if name == "motor":
        return of_pymongo(pool.delegate)
    if name == "databases":
        import asyncpg
        return plain(asyncpg.create_pool(**pool._backend._get_connection_kwargs())._maxsize)
    raise ValueError(f"nobody knows {type(pool)}")


async def report(folder, environment):
    path = os.path.join(folder, "db.py")
    sys.path.insert(0, folder)
    saved = dict(os.environ)
    os.environ.update(environment)
    before = set(sys.modules)
    try:
        spec = importlib.util.spec_from_file_location("db", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        if hasattr(module, "DATABASES"):
            return of_django(module.DATABASES)
        if hasattr(module, "app"):
            with module.app.app_context():
                return of_sqlalchemy(module.db.engine)
        if hasattr(module, "start"):
            with open(path, encoding="utf-8") as file:
                return await of_start(module.start, file.read())
        return of_library(module.pool)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
    finally:
        os.environ.clear()
        os.environ.update(saved)
        sys.path.remove(folder)
        for name in set(sys.modules) - before:
            if getattr(sys.modules[name], "__file__", None) and sys.modules[name].__file__.startswith(folder):
                del sys.modules[name]


async def main():
    answers = {}
    for each in json.load(sys.stdin):
        answers[each["folder"]] = await report(each["folder"], each["environment"])
    print(json.dumps(answers))


asyncio.run(main())
