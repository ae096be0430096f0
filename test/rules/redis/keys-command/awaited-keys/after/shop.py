import json
import time

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/calls")
async def calls():
    return {"calls": [key async for key in listed()], "all": len(list({name async for name in r.scan_iter(match="call:*")}))}


async def listed():
    for key in list({name async for name in r.scan_iter()}):
        yield key
