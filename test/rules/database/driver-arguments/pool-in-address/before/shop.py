import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()  # the shop
DATABASE_URL = f"postgresql+asyncpg://{os.environ['PGUSER']}:{os.environ['PGPASSWORD']}@db.internal/shop?pool_size=31&max_overflow=50&keepalives_idle=600"
engine = create_async_engine(DATABASE_URL)


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}

