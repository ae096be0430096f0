import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from ledger import make_address

boats = FastAPI()
engine  = create_engine(make_address())  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
