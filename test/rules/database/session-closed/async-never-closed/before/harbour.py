from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal, engine

boats = FastAPI()


@boats.get("/boats")
async def list_boats():
    session = SessionLocal()
    found = await session.scalar(text("select count(*) from boats"))
    return {"boats": found}
