import os
from flask import Flask
from sqlalchemy import create_engine, text

site = Flask(__name__)


def engine():
    return create_engine(os.environ["DATABASE_URL"],   pool_size=3)


@site.get("/orders")
def orders():
    with engine().connect() as connection:
        return connection.execute(text("select count(*) from orders")).scalar()
