import os
from typing import Any

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

site = FastAPI()  # the shop
ADDRESS = os.environ["DATABASE_URL"]


def engine_options(address: str) -> dict[str, Any]:
    options: dict[str, Any] = {"echo": False}
    # a pooler of its own keeps the connections there
    if ":6432/" in address:
        options["poolclass"] = NullPool
    else:
        options["pool_size"] = 6
        options.update({"max_overflow":   4, "pool_pre_ping": True})
    return options


engine = create_async_engine(ADDRESS, **engine_options(ADDRESS))


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}
