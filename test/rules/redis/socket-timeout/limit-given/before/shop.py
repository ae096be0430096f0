import json
import time

import redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.Redis(host="cache", socket_timeout=3)


@site.get("/visits")
def visits():
    return {"visits": r.incr("visits")}
