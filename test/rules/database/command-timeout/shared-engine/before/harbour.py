from fastapi import FastAPI
from sqlalchemy import text

from ledger import engine

boats = FastAPI()


@boats.get("/alive")
async def alive():
    async with engine.connect() as connection:
        return {"ok": await connection.scalar(text("select 1")) == 1}
