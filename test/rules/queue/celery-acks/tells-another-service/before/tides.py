import os

import requests
from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'])


@app.task
def publish(harbour):
    requests.post('https://tides.example/' + harbour, timeout=10)  # one at a time
