import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/users/{user}")
async def page(user: str):
    await r.set(f"profile:{user}", "Ada")
    return {}
