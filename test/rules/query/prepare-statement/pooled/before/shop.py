import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
async def start():
    app.state.pool = await asyncpg.create_pool("postgresql://ep-x-pooler.eu.neon.tech/shop", statement_cache_size=0)


@app.post("/run")
async def run():
    async with app.state.pool.acquire() as conn:
        await conn.execute("PREPARE find (int) AS SELECT id FROM orders WHERE id = $1")
        return await conn.fetch("EXECUTE find(1)")
