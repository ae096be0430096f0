import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/prices/{user}")
async def prices(user: str):
    key = f"rate_limit:{user}:{int(time.time() // 60)}"
    hits = await r.incr(key)
    await r.expire(key, 120)
    return {"hits": hits}
