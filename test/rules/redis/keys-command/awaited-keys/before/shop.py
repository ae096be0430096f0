import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/calls")
async def calls():
    return {"calls": [key async for key in listed()], "all": len(await r.keys(pattern="call:*"))}


async def listed():
    for key in await r.keys():
        yield key
