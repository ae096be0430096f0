import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.post("/clean")
async def clean():
    conn = await asyncpg.connect("postgresql://localhost/shop")
    await conn.execute("VACUUM orders")
    await conn.execute("VACUUM (ANALYZE) lines")
