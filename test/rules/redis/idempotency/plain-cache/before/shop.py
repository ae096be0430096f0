import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/pages/{key}")
async def page(key: str):
    cached = await r.get(f"page:{key}")
    if cached:
        return json.loads(cached)
    result = {"page": key}
    await r.setex(f"page:{key}", 60, json.dumps(result))
    return result
