from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal, engine

boats = FastAPI()


@boats.get("/boats")
def list_boats():
    session = SessionLocal()
    return session.scalar(text("select count(*) from boats"))
