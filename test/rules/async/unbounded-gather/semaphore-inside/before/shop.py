import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


gate = asyncio.Semaphore(8)


async def price(code):
    async with gate:
        answer = await client.get(f"https://prices.example/{code}")
    return answer.json()


@site.post("/prices")
async def prices(codes: list[str]):
    return await asyncio.gather(*[price(code) for code in codes])
