from celery import Celery

jobs = Celery("jobs")   # no broker here
