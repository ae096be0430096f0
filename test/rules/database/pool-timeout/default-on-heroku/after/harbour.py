import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

boats = FastAPI()
engine  = create_engine(os.environ["DATABASE_URL"], pool_size=8, max_overflow=0, pool_timeout=10)  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
