import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.post("/refresh")
async def refresh():
    conn = await asyncpg.connect("postgresql://localhost/shop")
    await conn.execute("refresh materialized view concurrently public.totals")
