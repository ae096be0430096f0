import os

import asyncpg
from fastapi import FastAPI

site = FastAPI(title="shop")
DATABASE_URL = os.environ["DATABASE_URL"]


@site.get("/orders")
async def orders():
    pool = await asyncpg.create_pool(DATABASE_URL,   max_size=4)
    async with pool.acquire() as connection:
        total = await connection.fetchval("select count(*) from orders")
    await pool.close()
    return {"total":  total}
