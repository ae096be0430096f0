import requests
from flask import Flask
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

site = Flask(__name__)


@site.get("/rates")
def rates():
    session = requests.Session()
    session.mount("https://", HTTPAdapter(max_retries=Retry(total=5, backoff_factor=1)))
    return session.get("https://rates.example", timeout=(3.05, 10)).json()
