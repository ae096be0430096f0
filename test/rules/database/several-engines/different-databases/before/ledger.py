import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ["LEDGER_DATABASE_URL"])


def one():
    with engine.connect() as connection:
        return connection.scalar(text("select 1"))
