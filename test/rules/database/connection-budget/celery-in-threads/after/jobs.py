import os

from celery import Celery
from sqlalchemy import create_engine, text

celery = Celery("jobs", broker=os.environ["REDIS_URL"])
engine = create_engine(os.environ["DATABASE_URL"], pool_size=5, max_overflow=0)


@celery.task
def bill(order: int):
    with engine.begin() as connection:
        connection.execute(text("update orders set billed = true where id = :order"), {"order": order})
