import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

boats = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"], pool_size=5, max_overflow=5)


@boats.get("/healthz")
def healthz():
    return {"ok": True}


@boats.get("/boats")
async def count():
    with engine.connect() as connection:
        return {"boats": connection.scalar(text("select count(*) from boats"))}
