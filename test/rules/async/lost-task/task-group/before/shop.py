import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def tell(order):
    await client.post("https://mail.example", json=order)


@site.post("/orders")
async def order(order: dict):
    async with asyncio.TaskGroup() as group:
        group.create_task(tell(order))


@site.on_event("startup")
async def start():
    asyncio.create_task(tell({}))
