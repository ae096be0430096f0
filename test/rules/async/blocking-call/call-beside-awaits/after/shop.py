"""The shop's front."""
import asyncio

import requests
from fastapi import FastAPI, Request

site = FastAPI()


@site.post("/rates")
async def rates(request: Request):
    body = await request.json()
    answer = await asyncio.to_thread(requests.get, "https://rates.example/latest", params=body,
                                     headers={"x": "1"}, timeout=3)
    rest = (await asyncio.to_thread(
        requests.post,
        "https://rates.example/more",   # the rest
        json={"from": body},
    )).json()
    ping = (await asyncio.to_thread(
        requests.get,
        # nothing but the address
        "https://rates.example/ping")).ok
    return [answer.json(), rest, ping, (await asyncio.to_thread(requests.get, "https://x.example")).status_code]
