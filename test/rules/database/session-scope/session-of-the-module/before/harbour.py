from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import ledger

boats = FastAPI()


@boats.get("/boats")
def list_boats():
    return ledger.scalar(text("select count(*) from boats"))
