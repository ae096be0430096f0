import os

import requests
from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'], task_time_limit=300)


@app.task
def publish(harbour):
    requests.post('https://tides.example/' + harbour, timeout=10)  # one at a time
