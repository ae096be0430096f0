import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()  # the shop
engine = create_async_engine(os.getenv("DATABASE_URL", "postgresql+asyncpg://shop@localhost/shop?sslmode=disable"))


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}

