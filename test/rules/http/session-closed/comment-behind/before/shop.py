import aiohttp
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI

site = FastAPI()
scheduler = AsyncIOScheduler()


@scheduler.scheduled_job("interval", minutes=1)
async def refresh():
    session = aiohttp.ClientSession()  # anew
    await session.get("https://rates.example")
