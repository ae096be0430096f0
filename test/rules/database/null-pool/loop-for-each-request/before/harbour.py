import asyncio
import os

from flask import Flask
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

boats = Flask(__name__)
engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


async def ask():
    async with engine.connect() as connection:
        return await connection.scalar(text("select 1"))


@boats.get("/alive")
def alive():
    return {"ok": asyncio.run(ask()) == 1}
