import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.delete("/pages")
def clear():
    for key in r.scan_iter(match="cache:*", count=500):
        r.delete(key)
    return {}
