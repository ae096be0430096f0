from urllib import request as web

import requests as http
from fastapi import FastAPI

site = FastAPI()
session = http.Session()


@site.get("/rates")
def rates():
    with web.urlopen("https://rates.example", timeout=10) as answer:
        answer.read()
    return session.get("https://rates.example", timeout=(3.05, 10)).json()
