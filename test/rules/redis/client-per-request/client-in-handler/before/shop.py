import os

import redis
from fastapi import FastAPI

site = FastAPI()


@site.get("/visits")
def visits():
    client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    count = client.incr("visits")
    client.close()
    return {"visits": count}
