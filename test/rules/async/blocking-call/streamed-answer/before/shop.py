import requests
from fastapi import FastAPI, Request

site = FastAPI()


@site.post("/rates")
async def rates(request: Request):
    body = await request.body()
    with requests.post("https://rates.example/latest", data=body, stream=True) as answer:
        return [line for line in answer.iter_lines()]
