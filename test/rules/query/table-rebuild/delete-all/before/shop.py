import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.post("/run")
async def run(since: str = ""):
    conn = await asyncpg.connect("postgresql://localhost/shop")
    await conn.execute("DELETE FROM public.totals")
    await conn.execute("""
        INSERT INTO totals (customer, n)
        SELECT customer, count(*) FROM orders WHERE placed > $1 GROUP BY 1
    """, since)
