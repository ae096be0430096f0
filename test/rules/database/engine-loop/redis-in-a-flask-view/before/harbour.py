import asyncio
import os

import redis.asyncio as redis
from flask import Flask

boats = Flask(__name__)
cache = redis.from_url(os.environ["REDIS_URL"])


async def tide():
    return await cache.get("tide")


@boats.get("/tide")
def show():
    return {"tide": asyncio.run(tide())}
