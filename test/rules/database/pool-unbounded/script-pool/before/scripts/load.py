import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], max_overflow=-1)
with engine.begin() as connection:
    connection.execute(text("delete from berths"))
