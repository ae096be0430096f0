from contextlib import asynccontextmanager

import httpx
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI

scheduler = AsyncIOScheduler()


async def remind():
    async with httpx.AsyncClient() as client:
        for quay in quays():
            await client.get('https://quays.example/' + quay)


def quays():
    return open('quays.txt').read().split()


@asynccontextmanager
async def lifespan(app):
    scheduler.add_job(remind, 'interval', minutes=5)
    scheduler.start()
    yield
    scheduler.shutdown()


app = FastAPI(lifespan=lifespan)
