import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.post("/run")
async def run(since: str = ""):
    conn = await asyncpg.connect("postgresql://localhost/shop")
    skip = 0
    while True:
        rows = await conn.fetch("SELECT id, note FROM orders WHERE note IS NULL LIMIT 1000 OFFSET $1", skip)
        if not rows:
            break
        skip += 1000
