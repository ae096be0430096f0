import os

import psycopg2
from flask import Flask, request
from psycopg2.extras import execute_values

app = Flask(__name__)
connection = psycopg2.connect(os.environ["DATABASE_URL"])


@app.post("/lines")
def lines():
    with connection, connection.cursor() as cursor:
        execute_values(cursor, "INSERT INTO lines (title, price) VALUES %s", [
            (line["title"], line["price"])
            for line in request.json
        ])
    return {}
