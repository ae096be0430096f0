from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal, engine

boats = FastAPI()


@boats.get("/boats")
def list_boats(kind: str = "sloop"):
    if kind != "all":
        with SessionLocal() as session:
            rows = session.execute(text("select name from boats where kind = :kind"), {"kind": kind}).all()
            return [row.name for row in rows]
    return []
