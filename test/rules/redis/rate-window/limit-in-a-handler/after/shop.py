import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


LIMIT = 3


async def limited(user: str) -> bool:
    key = f"rate_limit:{user}"
    hits = await r.incr(key)
    await r.expire(key, 1, nx=True)   # one second
    return hits > LIMIT


@site.get("/prices/{user}")
async def prices(user: str):
    if await limited(user):
        raise HTTPException(429)
    return {}
