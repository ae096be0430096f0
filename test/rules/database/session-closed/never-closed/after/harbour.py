from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal, engine

boats = FastAPI()


@boats.get("/boats")
def list_boats():
    with SessionLocal() as session:
        rows = session.execute(text("""
        select name
          from boats
    """))

        # newest first
        return [row.name for row in rows]
