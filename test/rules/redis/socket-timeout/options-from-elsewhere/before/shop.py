import json
import time

import redis
from fastapi import FastAPI, HTTPException

from settings import options

site = FastAPI()
r = redis.Redis(**options())


@site.get("/visits")
def visits():
    return {"visits": r.incr("visits")}
