import os

from flask import Flask
from psycopg_pool import ConnectionPool

shop = Flask(__name__)
pool = ConnectionPool(os.environ["DATABASE_URL"], min_size=1, max_size=3)


@shop.get("/alive")
def alive():
    with pool.connection() as connection:
        return {"one": connection.execute("select 1").fetchone()[0]}
