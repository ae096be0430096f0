import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/pages/{key}")
async def page(key: str):
    pipe = r.pipeline()
    pipe.incr("hits")
    pipe.get(f"page:{key}")
    pipe.setex(f"page:{key}", 60, "new")
    return await pipe.execute()
