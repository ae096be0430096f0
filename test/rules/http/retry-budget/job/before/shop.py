import time

import requests
from celery import Celery
from flask import Flask

site = Flask(__name__)


queue = Celery("shop")


@queue.task
def refresh():
    for attempt in range(9):
        try:
            return requests.get("https://rates.example", timeout=30).json()
        except requests.RequestException:
            time.sleep(9)
