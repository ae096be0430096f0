import os

import psycopg_pool
from flask import Flask

shop = Flask(__name__)
pool = psycopg_pool.ConnectionPool(os.environ["DATABASE_URL"], max_size=5)


@shop.get("/alive")
def alive():
    return {"ok":  True}
