import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/hooks/{event}")
async def hook(event: str):
    if not await r.set(f"idem:{event}", "1", nx=True, ex=86400):
        return {"status": "duplicate"}
    return {"status": "ok"}
