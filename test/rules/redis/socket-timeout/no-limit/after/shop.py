import os

import redis
from fastapi import FastAPI

site = FastAPI()
r = redis.Redis.from_url(
    os.environ["REDIS_URL"],
    decode_responses=True,  # texts
    socket_timeout=5,
    socket_connect_timeout=2,
)


@site.get("/visits")
def visits():
    return {"visits": r.incr("visits")}
