import os

from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'])


@app.task
def tide(harbour):
    return harbour.upper()
