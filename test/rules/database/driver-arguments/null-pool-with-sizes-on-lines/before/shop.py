import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

site = FastAPI()  # the shop
engine = create_async_engine(
    os.environ["DATABASE_URL"],
    poolclass=NullPool,
    pool_size=6,  # the day's mean
    max_overflow=2  # the day's peak
)


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}
