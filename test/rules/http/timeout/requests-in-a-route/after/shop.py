import requests
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
def rates():
    requests.post("https://log.example", json={"a": 1},
                  headers={"x": "y"},
                  timeout=(3.05, 10))
    return requests.get("https://rates.example/latest", timeout=(3.05, 10)).json()  # no limit
