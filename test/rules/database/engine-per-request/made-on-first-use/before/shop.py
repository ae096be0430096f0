import os
from functools import lru_cache
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()


@lru_cache   # one for the process
def engine():
    return create_async_engine(os.environ["DATABASE_URL"], pool_size=3)


@site.get("/orders")
async def orders():
    async with engine().connect() as connection:
        return (await connection.execute(text("select count(*) from orders"))).scalar()
