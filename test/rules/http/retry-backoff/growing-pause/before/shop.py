import requests
from flask import Flask
from tenacity import retry, stop_after_attempt, wait_exponential_jitter

site = Flask(__name__)


@retry(stop=stop_after_attempt(3), wait=wait_exponential_jitter(max=8))
def ask():
    return requests.get("https://rates.example", timeout=5)


@site.get("/rates")
def rates():
    return ask().json()
