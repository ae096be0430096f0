from fastapi import FastAPI
from sqlalchemy import text

from db import engine

api = FastAPI()


@api.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok": True}
