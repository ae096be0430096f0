import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()
DATABASE_URL = os.environ["DATABASE_URL"]  # postgresql+asyncpg://...
engine = create_async_engine(DATABASE_URL,   pool_size=3, pool_pre_ping=True)


@site.get("/orders/{number}")
async def order(number: int):
    async with engine.connect() as connection:
        return (await connection.execute(text("select total from orders"))).scalar()
