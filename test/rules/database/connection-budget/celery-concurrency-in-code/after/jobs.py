import os

from celery import Celery
from sqlalchemy import create_engine, text

celery = Celery("jobs", broker=os.environ["REDIS_URL"])
celery.conf.worker_concurrency = 10  # mail is slow
engine = create_engine(os.environ["DATABASE_URL"], pool_size=9)


@celery.task
def bill(order: int):
    with engine.begin() as connection:
        connection.execute(text("update orders set billed = true where id = :order"), {"order": order})
