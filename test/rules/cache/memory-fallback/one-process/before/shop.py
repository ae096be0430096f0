import os

import redis
from fastapi import FastAPI

site = FastAPI()
r = redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=2)
memory: dict[str, str] = {}


def keep(key: str, value: str) -> None:
    try:
        r.setex(key, 300, value)
    except redis.RedisError:
        memory[key] = value  # better than nothing


@site.put("/pages/{name}")
def page(name: str):
    keep(name, "page")
    return {}
