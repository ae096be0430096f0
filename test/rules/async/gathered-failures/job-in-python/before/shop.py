import asyncio

import httpx
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)
scheduler = AsyncIOScheduler()


async def price(code):
    return (await client.get(code)).json()


@scheduler.scheduled_job("interval", minutes=5)
async def refresh(codes=("a", "b")):
    return await asyncio.gather(*[
        price(code) for code in load()
    ])


def load():
    return open("codes").read().split()
