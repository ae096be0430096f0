import os

import psycopg2
from flask import Flask, request

app = Flask(__name__)
connection = psycopg2.connect(os.environ["DATABASE_URL"])


@app.post("/lines")
def lines():
    cursor = connection.cursor()
    cursor.executemany(
        """
        INSERT INTO lines (title, price)
        VALUES (%s, %s)
        ON CONFLICT (title) DO NOTHING
        """,
        [(line["title"], line["price"]) for line in request.json],
    )
    connection.commit()
    return {}
