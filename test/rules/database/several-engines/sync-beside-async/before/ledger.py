import os

from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"])


def one():
    with engine.connect() as connection:
        return connection.scalar(text("select 1"))
