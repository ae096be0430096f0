import os

from celery import Celery

app = Celery('tides', broker='redis://redis.internal:6379/0', broker_transport_options={"visibility_timeout": 10800})


@app.task
def remind(booking):
    return booking


def booked(booking):
    remind.apply_async(args=[booking], countdown=2 * 3600)
