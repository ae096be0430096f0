import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(site):
    site.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1, max_size=5)
    yield


site = FastAPI(lifespan=lifespan)


async def keep(connection: asyncpg.Connection, lines: list[dict]):
    for line in lines:
        await connection.execute("INSERT INTO lines (title, price) VALUES ($1, $2)", line["title"], line["price"])


@site.post("/lines")
async def lines(rows: list[dict]):
    async with site.state.pool.acquire() as connection:
        await keep(connection, rows)
