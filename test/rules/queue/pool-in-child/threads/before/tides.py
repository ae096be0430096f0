import os

from celery import Celery
from psycopg_pool import ConnectionPool

app = Celery('tides', broker=os.environ['REDIS_URL'])
pool = ConnectionPool(os.environ['DATABASE_URL'], max_size=2)


@app.task
def tide(harbour):
    with pool.connection() as connection:
        return connection.execute('SELECT 1').fetchone()
