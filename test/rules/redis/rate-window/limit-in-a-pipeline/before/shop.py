import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/prices/{user}")
def prices(user: str):
    pipe = r.pipeline()
    pipe.incr(f"throttle:{user}")
    pipe.expire(f"throttle:{user}", time=60)
    hits, _ = pipe.execute()
    return {"hits": hits}
