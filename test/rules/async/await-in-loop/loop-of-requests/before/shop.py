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
    found = []
    for code in codes:
        found.append(await price(code))  # one by one
    return found
