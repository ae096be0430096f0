import asyncio
import requests
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates():
    answer = await asyncio.to_thread(requests.get,   "https://rates.example/latest", timeout=3)  # beside the loop
    return answer.json()
