from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from shop import config

site = FastAPI()
engine = create_async_engine(config.DATABASE_URL, pool_size=config.POOL_SIZE, max_overflow=config.OVERFLOW)


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}
