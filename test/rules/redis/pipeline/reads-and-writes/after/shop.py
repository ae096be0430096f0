import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url("redis://cache:6379")


def visited(user):
	with r.pipeline(transaction=False) as pipe:
		pipe.incr("visits")
		pipe.hset("seen", user, 1)
		pipe.set(f"last:{user}", int(time.time()), ex=86400)
		pipe.sadd("users", user)
		_, _, last, _ = pipe.execute()
	return last


@site.get("/visit/{user}")
def visit(user: str):
	return {"last": visited(user)}
