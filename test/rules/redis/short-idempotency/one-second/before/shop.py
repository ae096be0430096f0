import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/orders/{key}")
async def order(key: str):
    if not await r.set(f"idempotency:{key}", "1", nx=True, ex=1):
        return {"status": "duplicate"}
    return {"status": "ok"}
