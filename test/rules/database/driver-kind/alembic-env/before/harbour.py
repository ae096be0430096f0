from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from ledger import URL

boats = FastAPI()
engine = create_async_engine(URL, pool_pre_ping=True)


@boats.get("/alive")
async def alive():
    async with engine.connect() as connection:
        return {"ok": await connection.scalar(text("select 1")) == 1}
