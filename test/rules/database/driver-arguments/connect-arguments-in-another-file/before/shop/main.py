import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from shop.config import CONNECT

site = FastAPI()
engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=4, connect_args=CONNECT)


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}
