import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

boats = FastAPI()
engine  = create_engine("postgres://cap@db.example/port", pool_pre_ping=True)  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
