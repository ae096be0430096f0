import os
from contextlib import asynccontextmanager

from fastapi import FastAPI
from psycopg_pool import AsyncConnectionPool

# from another program
pool = AsyncConnectionPool(os.environ["DATABASE_URL"], open=False,
                           pool_size=3,
                           pool_recycle=1700,  # before the proxy does
                           pool_pre_ping=True)


@asynccontextmanager
async def lifespan(app):
    await pool.open()
    yield


site = FastAPI(lifespan=lifespan)


@site.get("/alive")
async def alive():
    async with pool.connection() as connection:
        await connection.execute("select 1")
    return {"ok":   True}
