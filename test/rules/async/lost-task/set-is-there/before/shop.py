import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


background_tasks = set()


async def tell(order):
    await client.post("https://mail.example", json=order)


@site.post("/orders")
async def order(order: dict):
    task = asyncio.create_task(tell(order))
    background_tasks.add(task)
    task.add_done_callback(background_tasks.discard)


@site.post("/refunds")
async def refund(order: dict):
    if order:
        asyncio.ensure_future(
            tell(order),
        )