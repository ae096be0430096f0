import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def price(code):
    answer = await client.get(f"https://prices.example/{code}")
    return answer.json()


CODES = ["EUR", "CHF"]


@site.post("/prices")
async def prices():
    return await asyncio.gather(*[price(code) for code in CODES])
