import os
from celery import Celery
from sqlalchemy import create_engine, text

app = Celery("jobs", broker=os.environ["REDIS_URL"])
engine = create_engine(os.environ["DATABASE_URL"],   pool_size=2, pool_pre_ping=True)  # each time


@app.task
def count():
    with engine.connect() as connection:
        return connection.execute(text("select count(*) from orders")).scalar()
