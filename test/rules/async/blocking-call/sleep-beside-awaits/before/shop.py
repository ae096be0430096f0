import asyncio as aio
import time
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates(seconds: float = 0.2):
    for attempt in range(3):
        time.sleep(  # be polite
            seconds * attempt,
        )
    await aio.sleep(0)
    return {"time":  "now"}
