import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


@site.post("/prices")
async def prices(code: str):
    for attempt in range(3):
        try:
            return (await client.get(f"https://prices.example/{code}/{attempt}")).json()
        except httpx.HTTPError:
            pass


@site.get("/both")
async def both():
    first = await client.get("https://a.example")
    second = await client.get("https://b.example")
    return first.json(), second.json()
