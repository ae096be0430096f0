from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal, engine

boats = FastAPI()


def session_of_request():
    session = SessionLocal()
    try:
        yield session
    except Exception:
        session.rollback()
        raise


@boats.get("/boats")
def list_boats(session=Depends(session_of_request)):
    return session.scalar(text("select count(*) from boats"))
