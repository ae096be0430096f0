import os

import psycopg2
from flask import Flask, request

app = Flask(__name__)
connection = psycopg2.connect(os.environ["DATABASE_URL"])


@app.post("/prices")
def prices():
    cursor = connection.cursor()
    cursor.executemany("UPDATE lines SET price = %s WHERE id = %s", request.json)
    connection.commit()
    return {}
