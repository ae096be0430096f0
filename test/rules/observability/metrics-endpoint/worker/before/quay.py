from celery import Celery

quay = Celery("quay")
