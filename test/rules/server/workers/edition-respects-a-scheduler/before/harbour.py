from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI

boats = FastAPI()
clock  = AsyncIOScheduler()  # rings at high tide


@boats.on_event("startup")
async def begin():
    clock.start()
