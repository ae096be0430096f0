import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()  # the shop
engine = create_async_engine(
    os.environ["DATABASE_URL"] + "?prepared_statement_cache_size=0", pool_size=4,
    connect_args={"command_timeout": 7, "timeout": 4, "server_settings": {"application_name": "shop", "jit": "off"}})


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}

