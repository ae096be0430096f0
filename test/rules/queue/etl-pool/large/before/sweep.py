import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ['DATABASE_URL'], pool_size=15, max_overflow=5)

with engine.begin() as connection:
    connection.execute(text('DELETE FROM tides WHERE old'))
