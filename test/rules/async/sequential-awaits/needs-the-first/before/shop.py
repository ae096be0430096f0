import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


@site.post("/prices")
async def prices():
    user = await client.get("https://a.example/me")
    orders = await client.get(f"https://a.example/{user.text}/orders")
    return orders.json()


@site.post("/all")
async def every(codes: list[str]):
    for code in codes:
        await client.get(code)
