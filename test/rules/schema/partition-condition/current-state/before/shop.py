import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.post("/seen")
async def seen(wallet: str, nft: str):
    conn = await asyncpg.connect("postgresql://localhost/shop")
    await conn.execute("INSERT INTO holdings VALUES ($1, $2, now()) ON CONFLICT (wallet, nft, seen) DO UPDATE SET seen = EXCLUDED.seen", wallet, nft)
