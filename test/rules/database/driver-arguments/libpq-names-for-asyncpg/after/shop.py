import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()  # the shop
engine = create_async_engine(
    os.environ["DATABASE_URL"], pool_size=4, connect_args={"command_timeout": 7, "server_settings": {"tcp_keepalives_idle": "600"}, "ssl": "require"})


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}

