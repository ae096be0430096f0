from celery import Celery

from db import Base, engine

boats = Celery("port")
Base.metadata.create_all(engine)


@boats.task
def note():
    with engine.begin() as connection:
        connection.exec_driver_sql("select 1")
