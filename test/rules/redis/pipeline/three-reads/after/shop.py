import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/board/{user}")
async def board(user: str):
    # what the board shows
    async with r.pipeline(transaction=False) as pipe:
        pipe.hget(f"user:{user}", "name")
        pipe.zscore(
            "scores",
            user,
        )  # a float

        pipe.smembers(f"badges:{user}")
        name, score, badges = await pipe.execute()
    return {"name": name, "score": score, "badges": list(badges)}
