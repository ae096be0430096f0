import requests
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
def rates():
    requests.post("https://log.example", json={"a": 1},
                  headers={"x": "y"})
    return requests.get("https://rates.example/latest").json()  # no limit
