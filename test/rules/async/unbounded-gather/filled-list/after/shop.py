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
    work = []
    limit = asyncio.Semaphore(10)

    async def within_limit(work):
        async with limit:
            return await work

    for code in codes:
        work.append(asyncio.create_task(within_limit(price(code))))
    return await asyncio.gather(*work)
