import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/orders/{user}/{key}")
async def order(user: str, key: str):
    pipe = r.pipeline()
    pipe.get(f"rate_limit:{user}")
    pipe.get(f"idempotency:{key}")
    pipe.setex(f"idempotency:{key}", 86400, "done")
    pipe.incr(f"rate_limit:{user}")
    rate, seen, _, _ = await pipe.execute()
    if rate and int(rate) > 3:
        raise HTTPException(429)
    return {"status": "duplicate" if seen else "ok"}
