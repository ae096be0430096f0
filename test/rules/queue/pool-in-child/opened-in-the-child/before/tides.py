import os

from celery import Celery
from celery.signals import worker_process_init
from psycopg_pool import ConnectionPool

app = Celery('tides', broker=os.environ['REDIS_URL'])
pool = ConnectionPool(os.environ['DATABASE_URL'], max_size=2)


@worker_process_init.connect
def opened(**_):
    pool.open()


@app.task
def tide(harbour):
    with pool.connection() as connection:
        return connection.execute('SELECT 1').fetchone()
