import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text
import redis

boats = FastAPI()
engine  = create_engine(os.environ["DATABASE_URL"], pool_size=4)  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}


store =  redis.Redis(host="redis.railway.internal", port=6379)


@boats.get("/tides")
def tides():
    return store.get("tides")
