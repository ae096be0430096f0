import os

import psycopg2
from flask import Flask, request

app = Flask(__name__)
connection = psycopg2.connect(os.environ["DATABASE_URL"])


@app.get("/")
def home():
    cursor = connection.cursor()
    cursor.execute("SELECT 1")
    return {}
