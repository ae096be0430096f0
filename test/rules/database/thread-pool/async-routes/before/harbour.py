import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

boats = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"], pool_size=5)


@boats.get("/alive")
async def alive():
    return {"ok": True}
