import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()  # the shop
DATABASE_URL = (
    f"postgresql+asyncpg://{os.environ['PGUSER']}:{os.environ['PGPASSWORD']}@db.internal/shop"
    "?ssl=require&pool_size=31&max_overflow=50"
)
engine = create_async_engine(DATABASE_URL,  echo=False)


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}
