import os

from flask import Flask
from sqlalchemy import create_engine, text

shop = Flask(__name__)
# one file is enough for a start
engine = create_engine("sqlite:///orders.db")


@shop.post("/orders")
def order():
    with engine.begin() as connection:
        connection.execute(text("insert into orders (note)  values ('two')"))
    return {"ok": True}
