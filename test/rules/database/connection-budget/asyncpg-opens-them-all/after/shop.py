import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    async with asyncpg.create_pool(
        os.environ["DATABASE_URL"],
        min_size=1,  # warm
        max_size=14,
    ) as pool:
        app.state.pool = pool
        yield


site = FastAPI(lifespan=lifespan)


@site.get("/alive")
async def alive():
    return {"ok": await site.state.pool.fetchval("select true")}
