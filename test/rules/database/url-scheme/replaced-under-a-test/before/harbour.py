import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

LEDGER = os.environ["DATABASE_URL"]
if LEDGER.startswith("postgres://"):
    LEDGER = "postgresql" + LEDGER[8:]

boats = FastAPI()
engine  = create_engine(LEDGER)  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
