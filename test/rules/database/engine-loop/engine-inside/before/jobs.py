import asyncio
import os

from celery import Celery
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

queue = Celery("port", broker=os.environ["REDIS_URL"])


async def write(number):
    engine = create_async_engine(os.environ["DATABASE_URL"])
    async with engine.begin() as connection:
        await connection.execute(text("update boats set seen = now() where id = :id"), {"id": number})


@queue.task
def note(number):
    asyncio.run(write(number))
