import os

from celery import Celery

celery = Celery("shop", broker=os.environ["REDIS_URL"])


@celery.task(acks_late=True)
def render(report: int) -> None:
    print(report)
