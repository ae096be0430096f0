import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def price(code):
    answer = await client.get(f"https://prices.example/{code}")
    return answer.json()


@site.post("/prices")
async def prices():
    euro, franc = await asyncio.gather(price("EUR"), price("CHF"))
    return [euro, franc]


@site.post("/all")
async def every(codes: list[str]):
    for code in codes:
        await client.get(code)
