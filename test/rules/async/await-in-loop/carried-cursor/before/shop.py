import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def page(name, cursor):
    answer = await client.get("https://x.example", params={"name": name, "cursor": cursor})
    return answer.json()


@site.post("/prices")
async def pages(names: list[str]):
    cursor = None
    for name in names:
        found = await page(name, cursor)
        cursor = found["next"]
    return cursor


@site.get("/both")
async def both():
    first = await client.get("https://a.example")
    second = await client.get("https://b.example")
    return first.json(), second.json()
