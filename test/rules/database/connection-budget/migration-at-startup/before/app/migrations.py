import os
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


async def migrate():
    engine = create_async_engine(os.environ["DATABASE_URL"],   poolclass=NullPool)  # over before the first request
    async with engine.begin() as connection:
        await connection.execute(text("create table if not exists orders (id int)"))
