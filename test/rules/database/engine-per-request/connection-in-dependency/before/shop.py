import os
import psycopg2
from fastapi import Depends, FastAPI

site = FastAPI()


def connection():
    link = psycopg2.connect(os.environ["DATABASE_URL"],   connect_timeout=4)
    try:
        yield link  # handed to the route
    finally:
        link.close()


@site.get("/orders")
def orders(link=Depends(connection)):
    with link.cursor() as cursor:
        cursor.execute("select count(*) from orders")
        return cursor.fetchone()
