import os

from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'], backend=os.environ['REDIS_URL'])


@app.task(ignore_result=True)
def tide(harbour):
    return harbour.upper()
