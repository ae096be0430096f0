import os

import psycopg
from flask import Flask, request

app = Flask(__name__)
connection = psycopg.connect(os.environ["DATABASE_URL"])


@app.post("/lines")
def lines():
    cursor = connection.cursor()
    cursor.executemany("INSERT INTO lines (title) VALUES (%s)", [(line,) for line in request.json])
    connection.commit()
    return {}
