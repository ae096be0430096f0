import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/report")
async def report():
    if not await r.set("lock:report", "1", nx=True, ex=30):
        return {"status": "busy"}
    return {"status": "started"}
