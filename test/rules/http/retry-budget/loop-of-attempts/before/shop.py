import time

import requests
from flask import Flask

site = Flask(__name__)


@site.get("/rates")
def rates():
    for attempt in range(3):
        try:
            return requests.get("https://rates.example", timeout=30).json()
        except requests.RequestException:
            time.sleep(2 ** attempt)
    return {}
