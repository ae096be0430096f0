import os

from celery import Celery

app = Celery('tides', broker='amqp://mq.internal')


@app.task
def remind(booking):
    return booking


def booked(booking):
    remind.apply_async(args=[booking], countdown=7200)
