import os

from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'], worker_concurrency=3)


@app.task
def tide(harbour):
    return harbour.upper()
