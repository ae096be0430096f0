import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def price(code):
    answer = await client.get(f"https://prices.example/{code}")
    return answer.json()


@site.post("/prices")
async def prices(codes: list[str]):
    limit = asyncio.Semaphore(10)

    async def within_limit(work):
        async with limit:
            return await work

    found = await asyncio.gather(*[within_limit(price(code)) for code in codes])  # all
    return found
