import os

import redis.asyncio as redis
from fastapi import FastAPI

site = FastAPI()


@site.get("/visits")
async def visits():
    client = redis.from_url(os.environ["REDIS_URL"])
    return {"visits": await client.incr("visits")}
