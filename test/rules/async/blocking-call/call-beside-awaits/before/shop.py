"""The shop's front."""
import requests
from fastapi import FastAPI, Request

site = FastAPI()


@site.post("/rates")
async def rates(request: Request):
    body = await request.json()
    answer = requests.get("https://rates.example/latest", params=body,
                          headers={"x": "1"}, timeout=3)
    rest = requests.post(
        "https://rates.example/more",   # the rest
        json={"from": body},
    ).json()
    ping = requests.get(
        # nothing but the address
        "https://rates.example/ping").ok
    return [answer.json(), rest, ping, requests.get("https://x.example").status_code]
