import os

import redis.asyncio as redis
from fastapi import FastAPI, Request

site = FastAPI()
r = redis.from_url(os.environ["REDIS_URL"])


@site.post("/pictures/{picture}/views")
async def count(picture: str, request: Request):
    recent = f"picture:{picture}:{request.client.host}"
    known = await r.get(recent)
    if known:
        return {"counted": False}
    await r.set(recent, 1, ex=3600)
    await r.incr(f"picture:{picture}:views")
    return {"counted": True}
