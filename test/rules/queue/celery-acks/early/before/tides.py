import os
import smtplib

from celery import Celery

app = Celery('tides', broker=os.environ['REDIS_URL'])


@app.task
def warn(address):
    with smtplib.SMTP('mail.example', timeout=10) as server:
        server.sendmail('harbour@tides.example', address, 'High water')  # no copy is kept
