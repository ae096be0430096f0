from fastapi import Depends, FastAPI
from sqlalchemy import text

import fleet  # noqa: F401
from db import SessionLocal, engine

boats = FastAPI()


@boats.get("/alive")
def alive():
    return {"ok": True}
