import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

boats = FastAPI()
engine  = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)  # the ledger


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
