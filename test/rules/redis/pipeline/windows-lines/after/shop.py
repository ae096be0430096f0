import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/both")
async def both():
    async with r.pipeline(transaction=False) as pipe:
        pipe.incr("a")
        pipe.incr("b")
        pipe.incr("c")
        await pipe.execute()
