import time

import requests
from flask import Flask

site = Flask(__name__)


@site.get("/rates")
def rates():
    found = []
    for page in range(3):
        try:
            found.append(requests.get(f"https://rates.example/{page}", timeout=5).json())
        except requests.RequestException:
            break
    return found


@site.get("/again")
def again():
    for attempt in range(3):
        try:
            return requests.get("https://rates.example", timeout=5).json()
        except requests.RequestException:
            time.sleep(2 ** attempt)
