import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


tasks = set()


async def tell(order):
    await client.post("https://mail.example", json=order)


@site.post("/orders")
async def order(order: dict):
    task = asyncio.create_task(tell(order))
    tasks.add(task)


@site.on_event("startup")
async def start():
    asyncio.create_task(tell({}))
