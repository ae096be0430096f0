import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/rates")
async def rates():
    await r.set("cache:rates", "1.1")
    return {}
