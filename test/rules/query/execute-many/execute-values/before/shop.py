import os

import psycopg2
from psycopg2.extras import execute_values
from flask import Flask, request

app = Flask(__name__)
connection = psycopg2.connect(os.environ["DATABASE_URL"])


@app.post("/lines")
def lines():
    cursor = connection.cursor()
    execute_values(cursor, "INSERT INTO lines (title) VALUES %s", [(line,) for line in request.json])
    connection.commit()
    return {}
