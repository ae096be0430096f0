import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


gate = asyncio.Semaphore(8)


async def price(code):
    async with gate:
        return (await client.get(f"https://prices.example/{code}")).json()


@site.post("/prices")
async def prices(codes: list[str]):
    first = await price("EUR")
    second = await price("CHF")
    return await asyncio.gather(*[price(code) for code in codes])


@site.get("/both")
async def both():
    first = await client.get("https://a.example")
    second = await client.get("https://b.example")
    return first.json(), second.json()
