import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/pages/{key}")
async def page(key: str):
    await r.set(f"cache:page:{key}", json.dumps({"page": key}))   # for ever
    return {}
