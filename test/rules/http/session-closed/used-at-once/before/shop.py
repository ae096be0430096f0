import httpx
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI

site = FastAPI()
scheduler = AsyncIOScheduler()


@scheduler.scheduled_job("interval", minutes=1)
async def refresh():
    answer = await httpx.AsyncClient().get("https://rates.example")
    print(answer.text)
