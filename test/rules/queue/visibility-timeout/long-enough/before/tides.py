import os

from celery import Celery

app = Celery('tides', broker='redis://redis.internal:6379/0')
app.conf.broker_transport_options = {'visibility_timeout': 90000}


@app.task
def remind(booking):
    return booking


def booked(booking):
    remind.apply_async(args=[booking], countdown=86400)
