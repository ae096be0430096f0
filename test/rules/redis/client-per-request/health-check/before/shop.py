import redis
from fastapi import FastAPI

site = FastAPI()


@site.get("/health")
def health():
    return {"redis": redis.Redis(host="cache").ping()}
