import asyncio

import httpx
import nest_asyncio
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def price(code):
    answer = await client.get(f"https://prices.example/{code}")
    return answer.json()


nest_asyncio.apply()


@site.get("/prices")
async def prices():
    return asyncio.run(price("EUR"))
