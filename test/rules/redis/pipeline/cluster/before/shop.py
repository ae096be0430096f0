import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.RedisCluster(host="cache")


@site.get("/board/{user}")
def board(user: str):
    name = r.hget(f"user:{user}", "name")
    score = r.zscore("scores", user)
    badges = r.smembers(f"badges:{user}")
    return {"name": name, "score": score, "badges": list(badges)}
