from fastapi import FastAPI
from sqlalchemy import text

import ledger
import registry

boats = FastAPI()


@boats.get("/alive")
def alive():
    with registry.engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == ledger.one()}
