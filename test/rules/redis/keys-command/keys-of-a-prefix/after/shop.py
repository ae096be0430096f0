import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.delete("/pages")
def clear():
    keys = list(set(r.scan_iter(match="cache:*")))  # all of them
    if keys:
        r.delete(*keys)
    return {"cleared": len(keys)}
