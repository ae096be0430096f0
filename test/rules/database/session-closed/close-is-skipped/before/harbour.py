from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal, engine

boats = FastAPI()


@boats.get("/boats")
def list_boats(kind: str = "sloop"):
    if kind != "all":
        session = SessionLocal()
        rows = session.execute(text("select name from boats where kind = :kind"), {"kind": kind}).all()
        session.close()
        return [row.name for row in rows]
    return []
