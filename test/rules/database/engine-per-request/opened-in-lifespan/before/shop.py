import os
from contextlib import asynccontextmanager
import asyncpg
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"],   min_size=1, max_size=7)  # once
    yield


site = FastAPI(lifespan=lifespan)


@site.get("/orders")
async def orders():
    return await site.state.pool.fetchval("select count(*) from orders")
