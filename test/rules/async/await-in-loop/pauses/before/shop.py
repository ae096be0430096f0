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
        found.append(await price(code))
        await asyncio.sleep(0.2)
    return found


@site.get("/both")
async def both():
    first = await client.get("https://a.example")
    second = await client.get("https://b.example")
    return first.json(), second.json()
