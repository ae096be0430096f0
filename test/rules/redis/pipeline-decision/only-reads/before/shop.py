import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/orders/{user}/{key}")
async def order(user: str, key: str):
    pipe = r.pipeline()
    pipe.get(f"rate_limit:{user}")
    pipe.get(f"idempotency:{key}")
    return await pipe.execute()
