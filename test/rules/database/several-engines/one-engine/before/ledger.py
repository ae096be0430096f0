from sqlalchemy import text

from registry import engine


def one():
    with engine.connect() as connection:
        return connection.scalar(text("select 1"))
