import asyncio
import os

from flask import Flask
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

site = Flask(__name__)
engine = create_async_engine(os.environ["DATABASE_URL"])
Session = async_sessionmaker(engine)


async def count():
    async with Session() as session:
        return await session.scalar(text("select count(*) from orders"))


@site.get("/orders")
def orders():
    return {"orders": asyncio.run(count())}
