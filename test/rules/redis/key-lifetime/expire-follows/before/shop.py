import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/pages/{key}")
async def page(key: str):
    name = f"cache:page:{key}"
    await r.set(name, "page")
    await r.expire(name, 60)
    return {}
