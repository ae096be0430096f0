import time
import requests
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
def rates():
    time.sleep(0.2)   # be polite
    return requests.get("https://rates.example/latest", timeout=3).json()
