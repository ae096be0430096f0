import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

site = FastAPI()


def made(address: str, pooled: bool):
    if address.startswith("postgresql+asyncpg"):
        options = {"pool_recycle": 300}
        options["pool_timeout"] = 9
        return create_engine(address, **options)
    options = {"url": address}
    if not pooled:
        options["poolclass"] = NullPool
    else:
        options.update(pool_size=4,   max_overflow=2)
    return create_engine(**options)


engine = made(os.environ["DATABASE_URL"], os.environ.get("POOLED") == "1")


@site.get("/alive")
def alive():
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"ok": True}
