import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.post("/users/{user}")
def user(user: str):
    return {"new": bool(r.set(f"known:{user}", 1, nx=True))}
