import time

import requests
from flask import Flask

site = Flask(__name__)


@site.get("/rates")
def rates():
    for _ in range(3):
        try:
            return requests.get("https://rates.example", timeout=5).json()
        except requests.RequestException:
            pass
    return {}
