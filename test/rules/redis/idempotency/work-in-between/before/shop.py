import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


async def charge(amount):
    return {"charged": amount}


@site.post("/orders/{idempotency_key}")
async def order(idempotency_key: str, amount: int):
    cached = await r.get(f"idem:{idempotency_key}")
    if cached:
        return json.loads(cached)
    result = await charge(amount)
    await r.setex(f"idem:{idempotency_key}", 86400, json.dumps(result))
    return result
