import asyncio
import os

from celery import Celery
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

queue = Celery("port", broker=os.environ["REDIS_URL"])
engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


async def write(number):
    async with SessionLocal() as session:
        await session.execute(text("update boats set seen = now() where id = :id"), {"id": number})
        await session.commit()


@queue.task
def note(number):
    asyncio.run(write(number))
