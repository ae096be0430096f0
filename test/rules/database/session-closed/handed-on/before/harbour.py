from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal, engine

boats = FastAPI()


class Ledger:
    def __init__(self):
        self.session = SessionLocal()


def new_session():
    session = SessionLocal()
    return session


@boats.get("/boats")
def list_boats():
    session = new_session()
    return session.scalar(text("select count(*) from boats"))
