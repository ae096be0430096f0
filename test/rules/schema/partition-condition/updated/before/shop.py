import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.post("/seen")
async def seen(wallet: str, nft: str):
    conn = await asyncpg.connect("postgresql://localhost/shop")
    await conn.execute("UPDATE public.holdings SET seen = now() WHERE wallet = $1", wallet)
