import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/prices/{user}")
async def prices(user: str):
    hits = await r.incr(f"rate_limit:{user}")
    if hits == 1:
        await r.expire(f"rate_limit:{user}", 1)
    await r.incr(f"rate:{user}")
    await r.expire(f"rate:{user}", 60, nx=True)
    return {"hits": hits}
