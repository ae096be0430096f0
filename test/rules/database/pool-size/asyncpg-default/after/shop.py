import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(
        dsn=os.environ["DATABASE_URL"],
        command_timeout=7,
        min_size=1,
        max_size=3 )
    yield


site = FastAPI(lifespan=lifespan)


@site.get("/alive")
async def alive():
    return {"ok": await site.state.pool.fetchval("select true")}
