import os

import psycopg
from flask import Flask

app = Flask(__name__)


@app.get("/stock")
def stock():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        return {"left": connection.execute("select count(*) from item").fetchone()[0]}
