import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/report/{day}")
def report(day: str):
    if not r.set(f"lock:{day}", "1", nx=True, ex=30):
        return {"status": "busy"}
    try:
        time.sleep(1)
    finally:
        r.delete(f"lock:{day}")
    return {"status": "done"}
