import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

boats = FastAPI()
engine  = create_engine("postgresql://harbour:secret@monorail.proxy.rlwy.net:41733/railway")  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
