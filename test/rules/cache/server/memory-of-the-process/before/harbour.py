import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from cachetools import TTLCache

boats = FastAPI()
engine  = create_engine(os.environ["DATABASE_URL"], pool_size=4)  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}


tides =  TTLCache(maxsize=70, ttl=31)
