import requests
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
def rates():
    return requests.get("https://rates.example", timeout=(3, 5)).json()
