import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.post("/run")
async def run(since: str = ""):
    conn = await asyncpg.connect("postgresql://localhost/shop")
    await conn.execute("TRUNCATE totals")
    await conn.execute("INSERT INTO totals SELECT customer, count(*) FROM orders WHERE placed > $1 GROUP BY customer", since)
