import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    # closed when the process ends
    async with asyncpg.create_pool(os.environ["DATABASE_URL"],   min_size=1, max_size=14) as pool:
        app.state.pool = pool
        yield


api = FastAPI(lifespan=lifespan)


@api.get("/alive")
async def alive():
    return {"ok": await api.state.pool.fetchval("select true")}
