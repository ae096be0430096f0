import sqlite3

from flask import Flask

shop = Flask(__name__)


@shop.get("/orders")
def orders():
    with sqlite3.connect("shop.db") as connection:
        return {"orders": connection.execute("select count(*) from orders").fetchone()[0]}
