import os

import requests
from redis import Redis
from rq import Queue

queue = Queue('tides', connection=Redis.from_url(os.environ['REDIS_URL']), default_timeout=1800)


def publish(harbours):
    for harbour in harbours:
        requests.post('https://tides.example/' + harbour, timeout=10)


def tide(harbour):
    return harbour.upper()


def start(harbours):
    return queue.enqueue(publish, harbours)
