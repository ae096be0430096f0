import httpx
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
def rates():
    answer = httpx.get("https://rates.example/latest",   timeout=3)
    more = httpx.post("https://rates.example/more", json={"a": 1})
    return [answer.json(), more.json()]
