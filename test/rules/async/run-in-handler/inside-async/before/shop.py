import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def price(code):
    answer = await client.get(f"https://prices.example/{code}")
    return answer.json()


@site.get("/prices")
async def prices():
    return asyncio.run(price("EUR"))   # raises
