import os

import requests
from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'])


@app.task
def publish(harbours):
    for harbour in harbours:
        requests.post('https://tides.example/' + harbour, timeout=10)


app.config_from_object('harbour_settings.celery')
