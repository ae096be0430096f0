import requests
from flask import Flask

site = Flask(__name__)


@site.post("/prices")
def prices():
    found = []
    for code in ("EUR", "CHF", "USD"):
        found.append(requests.get(f"https://prices.example/{code}", timeout=5).json())
    return found
