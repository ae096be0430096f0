import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], pool_recycle=7200)
with engine.begin() as connection:
    connection.execute(text("delete from berths"))
