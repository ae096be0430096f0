import redis
from fastapi import FastAPI

site = FastAPI()
_client = None


def client():
    global _client
    if _client is None:
        _client = redis.Redis(host="cache")
    return _client


@site.get("/visits")
def visits():
    return {"visits": client().incr("visits")}
