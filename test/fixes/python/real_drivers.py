"""Opens pools as the fixed programs of the tests do, with the real libraries, and says what came of it.

Each line of the input is {"root", "path", "call", "library", "url"}: a call or a dictionary of a file. Each line of the output is what
the library understood: {"size", "maximum", "alive"}, and "refused" where it did not take an argument. Nothing listens at the address,
so a connection that is refused by the network is one whose arguments were accepted.
"""
import ast
import asyncio
import json
import os
import sys

# Errors of a driver that did get as far as the network.
REACHED = ("refused", "connection failed", "No such file or directory", "could not translate host name", "not known", "resolution", "timeout", "reset", "Connect call failed", "failed to resolve host")


def namespace_of(root, path):
    """The names of a module, statement by statement: what needs a package that is not here, or a database, is left out."""
    sys.path.insert(0, root)
    names = {"__name__": "program", "__file__": os.path.join(root, path)}
    with open(os.path.join(root, path), encoding="utf-8-sig", newline="") as file:
        tree = ast.parse(file.read())
    for statement in tree.body:
        try:
            exec(compile(ast.Module([statement], []), path, "exec"), names)
        except Exception:
            pass
    return names


def failure_of(connect):
    """Why a connection fails, unless it is that nobody listens."""
    try:
        connect()
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
        if not isinstance(error, (TypeError, ValueError)) and any(each in text for each in REACHED):
            return None
        return text
    return "it did connect"


def of_engine(engine):
    sync = getattr(engine, "sync_engine", engine)
    pool = sync.pool
    size = pool.size() if hasattr(pool, "size") else 0
    overflow = getattr(pool, "_max_overflow", 0)

    def connect():
        if sync is engine:
            engine.connect().close()
            return

        async def attempt():
            async with engine.connect():
                pass
        asyncio.run(attempt())

    return {"size": size, "maximum": size + overflow, "alive": bool(pool._pre_ping), "refused": failure_of(connect)}


def of_asyncpg(call, names):
    async def attempt():
        pool = eval(call, names)
        if hasattr(pool, "_maxsize"):
            sizes.update(size=pool._maxsize, maximum=pool._maxsize)
        await pool

    sizes = {}
    refused = failure_of(lambda: asyncio.run(attempt()))
    return {**sizes, "refused": refused}


def of_psycopg_pool(call, names):
    """The pool is not opened: that would wait. Its own arguments are checked when it is made, those of connections by one."""
    import psycopg
    try:
        pool = eval(call, names)
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}"}
    refused = failure_of(lambda: psycopg.connect(pool.conninfo, **(pool.kwargs or {})).close())
    return {"size": pool.max_size, "maximum": pool.max_size, "refused": refused}


def of_django(names):
    import django
    from django.conf import settings
    from django.db.utils import ConnectionHandler
    if not settings.configured:
        settings.configure()
        django.setup()
    connection = ConnectionHandler(names["DATABASES"])["default"]
    kept = connection.settings_dict
    if connection.pool is not None:
        return of_django_pool(connection)
    return {"kept": kept["CONN_MAX_AGE"], "alive": kept["CONN_HEALTH_CHECKS"], "refused": failure_of(connection.connect)}


def of_django_pool(connection):
    """Its pool is not asked: that would wait. Arguments of the pool are checked when it is made, and those of connections by one."""
    import psycopg
    parameters = {name: value for name, value in connection.get_connection_params().items() if name not in ("pool", "context", "cursor_factory")}
    kept = connection.settings_dict
    return {"kept": kept["CONN_MAX_AGE"], "alive": kept["CONN_HEALTH_CHECKS"], "maximum": connection.pool.max_size, "size": connection.pool.max_size,
            "refused": failure_of(lambda: psycopg.connect(**parameters).close())}


def of_flask(names):
    from flask import Flask
    from flask_sqlalchemy import SQLAlchemy
    application = next(each for each in names.values() if isinstance(each, Flask))
    database = next(each for each in names.values() if isinstance(each, SQLAlchemy))
    with application.app_context():
        return of_engine(database.engine)


def answer(case):
    os.environ.update({name: case["url"] for name in ("DATABASE_URL", "REPLICA_DATABASE_URL", "MOON_DATABASE_URL", "ORDERS_URL", "STOCK_URL")})
    os.environ.update({"PGHOST": "127.0.0.1", "PGPORT": "1", "PGUSER": "u", "PGPASSWORD": "p", "PASSWORD": "p", "PGDATABASE": "d", "SECRET_KEY": "s", "POOL": "3"})
    names = namespace_of(case["root"], case["path"])
    library, call = case["library"], case["call"]
    if library == "flask-sqlalchemy":
        return of_flask(names)
    if library == "django":
        return of_django(names)
    if library in ("asyncpg", "asyncpg-connection"):
        return of_asyncpg(call, names)
    if library == "psycopg-pool":
        return of_psycopg_pool(call, names)
    if library in ("psycopg", "psycopg2"):
        return {"refused": failure_of(lambda: eval(call, names).close())}
    return of_engine(eval(call, names))


def main():
    for line in sys.stdin:
        case = json.loads(line)
        before = (list(sys.path), set(sys.modules))
        try:
            result = answer(case)
        except Exception as error:
            result = {"refused": f"{type(error).__name__}: {error}"}
        sys.path[:] = before[0]
        for name in set(sys.modules) - before[1]:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if file.startswith(case["root"]):
                del sys.modules[name]
        print(json.dumps(result), flush=True)


main()
