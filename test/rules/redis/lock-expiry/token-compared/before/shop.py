import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/report/{day}")
def report(day: str):
    token = str(time.time_ns())
    if not r.set(f"lock:{day}", token, nx=True, ex=30):
        return {"status": "busy"}
    if r.get(f"lock:{day}") == token:
        r.delete(f"lock:{day}")
    return {"status": "done"}
