import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


@site.post("/prices")
async def prices():
    return []


@site.get("/both")
async def both():
    first = await client.get("https://a.example")
    second = await client.get("https://b.example")
    return first.json(), second.json()
