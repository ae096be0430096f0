import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/board/{user}")
async def board(user: str):
    async with r.pipeline(transaction=False) as pipe:
        pipe.hget(f"user:{user}", "name")
        pipe.zscore("scores", user)
        pipe.smembers(f"badges:{user}")
        return await pipe.execute()
