from flask import Flask
from sqlalchemy import text

from jobs import bill, engine

site = Flask(__name__)


@site.post("/orders/<int:order>")
def charge(order):
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    bill.delay(order)
    return {}, 202
