import os

import psycopg2
from flask import Flask, request

app = Flask(__name__)
connection = psycopg2.connect(os.environ["DATABASE_URL"])


@app.post("/lines")
def lines():
    with connection, connection.cursor() as cursor:
        for line in request.json:
            cursor.execute("INSERT INTO lines (title, price) VALUES (%s, %s)", (line["title"], line["price"]))
    return {}
