import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


prices = {"a": 1}


@site.get("/prices")
def listed():
    r.incr("asked")
    return {"keys": list(prices.keys())}
