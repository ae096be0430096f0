import os

import redis.asyncio as redis
from fastapi import FastAPI

site = FastAPI()
r = redis.from_url(os.environ["REDIS_URL"])


@site.get("/visits")
async def visits():
    return await r.incr("visits")
