import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with asyncpg.create_pool(DATABASE_URL,   max_size=4) as pool:
        app.state.pool = pool
        yield


site = FastAPI(title="shop", lifespan=lifespan)
DATABASE_URL = os.environ["DATABASE_URL"]


@site.get("/orders")
async def orders(request: Request):
    pool = request.app.state.pool
    async with pool.acquire() as connection:
        total = await connection.fetchval("select count(*) from orders")
    return {"total":  total}
