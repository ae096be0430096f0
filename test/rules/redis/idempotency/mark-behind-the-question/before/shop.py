import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/hooks/{event}")
async def hook(event: str):
    key = f"processed:{event}"
    if await r.get(key):
        return {"status": "duplicate"}
    await r.setex(key, 86400, "1")
    return {"status": "ok"}
