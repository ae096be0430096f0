import os

from celery import Celery
from sqlalchemy import create_engine, text

app = Celery('tides', broker=os.environ['REDIS_URL'])
engine = create_engine(os.environ['DATABASE_URL'], pool_size=2)


@app.task
def tide(harbour):
    with engine.connect() as connection:
        return connection.execute(text('SELECT 1')).scalar()
