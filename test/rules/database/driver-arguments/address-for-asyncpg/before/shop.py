import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(
        f"postgresql://shop:{os.environ['PASSWORD']}@db.internal/shop?sslmode=require&channel_binding=require&pool_size=4", timeout=9)
    yield


site = FastAPI(lifespan=lifespan)


@site.get("/alive")
async def alive():
    return {"ok": await site.state.pool.fetchval("select true")}
