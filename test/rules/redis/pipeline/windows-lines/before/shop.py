import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/both")
async def both():
    await r.incr("a")
    await r.incr("b")
    await r.incr("c")
