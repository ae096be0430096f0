import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/pages/{page}")
async def page(page: str):
    visits = await r.incr(f"visits:{page}")
    await r.expire(f"visits:{page}", 86400)
    return {"visits": visits}
