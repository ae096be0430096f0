import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()  # the shop
engine = create_async_engine(
    os.environ["DATABASE_URL"], pool_size=4, connect_args={"command_timeout": 7, "keepalives_idle": 600, "sslmode": "require"})


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}

