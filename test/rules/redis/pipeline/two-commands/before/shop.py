import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/board/{user}")
async def board(user: str):
    name = await r.hget(f"user:{user}", "name")
    score = await r.zscore("scores", user)
    return {"name": name, "score": score}
