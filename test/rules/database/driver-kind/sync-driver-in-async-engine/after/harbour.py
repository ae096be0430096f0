import os

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

boats = FastAPI()
engine  = create_async_engine("postgresql+asyncpg://cap@db.example/port", pool_pre_ping=True)  # the ledger


@boats.get("/alive")
async def alive():
    async with engine.connect() as connection:
        return {"ok": await connection.scalar(text("select 1")) == 1}
