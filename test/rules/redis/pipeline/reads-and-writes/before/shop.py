import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


def visited(user):
	r.incr("visits")
	r.hset("seen", user, 1)
	last = r.set(f"last:{user}", int(time.time()), ex=86400)
	r.sadd("users", user)
	return last


@site.get("/visit/{user}")
def visit(user: str):
	return {"last": visited(user)}
