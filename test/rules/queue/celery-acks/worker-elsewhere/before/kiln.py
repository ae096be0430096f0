import os

import requests
from celery import Celery
from flask import Flask

site = Flask(__name__)
app = Celery("kiln", broker=os.environ["REDIS_URL"])


@app.task
def fire(piece):
    # somebody waits for the kiln
    requests.post("https://kiln.example/fire", json={"piece":  piece}, timeout=7)


@site.get("/")
def ask():
    fire.delay(3)
    return "soon"
