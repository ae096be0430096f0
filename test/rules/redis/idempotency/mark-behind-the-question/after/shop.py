import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/hooks/{event}")
async def hook(event: str):
    key = f"processed:{event}"
    if not await r.set(key, "1", ex=86400, nx=True):
        return {"status": "duplicate"}
    return {"status": "ok"}
