import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/orders/{key}")
async def order(key: str):
    seen = await r.get(f"page:{key}")
    await r.setex(f"page:{key}", 60, "1")
    await r.incr("orders")
    return {"seen": seen}
