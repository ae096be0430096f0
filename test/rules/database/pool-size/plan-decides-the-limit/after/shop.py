import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()
engine = create_async_engine(os.environ["DATABASE_URL"],  pool_pre_ping=True, pool_size=5, max_overflow=0,)


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}
