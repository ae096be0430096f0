import os

from celery import Celery

from shop import site

app = Celery("shop", broker=os.environ["REDIS_URL"])


@app.task
def title():
    return site.title
