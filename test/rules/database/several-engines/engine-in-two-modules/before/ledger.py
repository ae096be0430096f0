import os

from sqlalchemy import create_engine, text

engine = create_engine(
    os.environ["DATABASE_URL"],  # the same
    pool_size=5,
)


def one():
    with engine.connect() as connection:
        return connection.scalar(text("select 1"))
