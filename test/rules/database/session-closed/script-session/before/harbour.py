from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal, engine

boats = FastAPI()


@boats.get("/alive")
def alive():
    return {"ok": True}
