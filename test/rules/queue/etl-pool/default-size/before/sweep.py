import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ['DATABASE_URL'])

with engine.begin() as connection:
    connection.execute(text('DELETE FROM tides WHERE old'))
