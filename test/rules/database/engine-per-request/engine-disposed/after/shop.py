import os

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

site = FastAPI()
engine = create_async_engine(os.environ["DATABASE_URL"],
                             pool_size=3, pool_pre_ping=True)  # each time


@site.get("/orders")
async def orders():
    # count them
    async with AsyncSession(engine) as session:
        return (await session.execute(text("select count(*) from orders"))).scalar()
