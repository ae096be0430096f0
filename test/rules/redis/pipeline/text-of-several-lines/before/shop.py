import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


@site.get("/board/{user}")
def board(user: str):
    r.incr("visits")
    r.incr(f"visits:{user}")
    r.set("note", """first
second""")
    return {}
