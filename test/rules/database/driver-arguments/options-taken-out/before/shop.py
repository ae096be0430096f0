import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.engine import make_url

site = FastAPI()  # the shop
address = make_url("postgresql+asyncpg://shop@db.internal/shop?pool_size=9&sslmode=require")
engine = create_async_engine(address.difference_update_query(["pool_size", "sslmode"]))


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}

