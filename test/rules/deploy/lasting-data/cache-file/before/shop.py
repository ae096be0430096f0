import sqlite3

from flask import Flask

shop = Flask(__name__)


@shop.get("/tides")
def tides():
    with sqlite3.connect("/tmp/tides.db") as connection:  # opened anew each time
        rows = connection.execute("insert into tides (port) values ('north') returning id").fetchall()
    return {"tides": len(rows)}
