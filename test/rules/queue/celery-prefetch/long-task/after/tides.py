import os

import requests
from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'], worker_prefetch_multiplier=1)


@app.task
def publish(harbours):
    for harbour in harbours:
        requests.post('https://tides.example/' + harbour, timeout=10)
