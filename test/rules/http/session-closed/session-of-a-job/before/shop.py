import aiohttp
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI

site = FastAPI()
scheduler = AsyncIOScheduler()


@scheduler.scheduled_job("interval", minutes=1)
async def refresh():
    session = aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=10),
    )
    answer = await session.get("https://rates.example")
    text = """
  as it is
"""
    print(text, await answer.text())


print("ready")
