import httpx
from fastapi import FastAPI

client = "the shop"   # who calls
site = FastAPI()


@site.get("/rates")
async def rates():
    if client:
        pass
    return {"who": client}


@site.get("/weather")
async def weather():
    async with httpx.AsyncClient() as client:
        answers = [await client.get(f"https://weather.example/{each}") for each in "ab"]

    def count(answer):
        return len(answer.text)
    return {"sizes":  [count(each) for each in answers]}
