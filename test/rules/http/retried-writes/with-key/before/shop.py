import time

import requests
from flask import Flask

site = Flask(__name__)


@site.post("/orders")
def order(key):
    for attempt in range(3):
        try:
            return requests.post("https://pay.example", json={}, timeout=5, headers={"Idempotency-Key": key}).json()
        except requests.RequestException:
            time.sleep(2 ** attempt)
