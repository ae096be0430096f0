import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/login/{user}")
async def login(user: str):
    fails = await r.incr(f"rate:failed-login:{user}")
    await r.expire(f"rate:failed-login:{user}", 900)
    return {"fails": fails}
