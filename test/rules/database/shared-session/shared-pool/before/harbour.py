import asyncio
import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1, max_size=5)
    yield
    await app.state.pool.close()


boats = FastAPI(lifespan=lifespan)


@boats.get("/boats")
async def list_boats():
    pool = boats.state.pool
    return await asyncio.gather(pool.fetchval("select 1"), pool.fetchval("select 2"))
