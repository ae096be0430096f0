import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

boats = FastAPI()
engine  = create_engine(os.getenv("DATABASE_URL", "postgres://cap@localhost/port"))  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
