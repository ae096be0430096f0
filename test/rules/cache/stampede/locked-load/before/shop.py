import json
import os

import redis.asyncio as redis
from fastapi import FastAPI

site = FastAPI()
r = redis.from_url(os.environ["REDIS_URL"])


async def load(name):
    return {"name": name}


@site.get("/pages/{name}")
async def page(name: str):
    key = f"page:{name}"
    cached = await r.get(key)
    if cached:
        return json.loads(cached)
    if not await r.set(f"loading:{name}", "1", nx=True, ex=10):
        return {"wait": True}
    value = await load(name)
    await r.setex(key, 300, json.dumps(value))
    return value
