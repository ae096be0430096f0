import os

import redis
from fastapi import FastAPI

site = FastAPI()
client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


@site.get("/visits")
def visits():
    count = client.incr("visits")
    return {"visits": count}
