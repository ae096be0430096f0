import os

import redis
from fastapi import FastAPI

site = FastAPI()
r = redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=2)
visits: dict[str, int] = {}


@site.put("/pages/{name}")
def page(name: str):
    r.setex(name, 300, "page")
    visits[name] = visits.get(name, 0) + 1  # both, each time
    return {}
