import os

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

api = FastAPI(title="orders")


@api.get("/alive")
async def alive():
    engine = create_async_engine(os.environ["DATABASE_URL"],   pool_size=31)  # wrong in another way
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok": True}
