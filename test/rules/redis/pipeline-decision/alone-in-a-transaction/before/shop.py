import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/orders/{key}")
async def order(key: str):
    async with r.pipeline(transaction=True) as pipe:
        pipe.get(f"idempotency:{key}")
        pipe.setex(f"idempotency:{key}", 86400, "done")
        seen, _ = await pipe.execute()
    return {"status": "duplicate" if seen else "ok"}
