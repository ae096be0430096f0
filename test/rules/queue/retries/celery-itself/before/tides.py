import os

import requests
from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'])


@app.task(bind=True)
def publish(self, harbour):
    try:
        requests.post('https://tides.example/' + harbour, timeout=10)
    except requests.RequestException as error:
        raise self.retry(exc=error, countdown=30)
