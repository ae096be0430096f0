import aiohttp
from fastapi import FastAPI

site = FastAPI()


@site.on_event("startup")
async def start():
    print("starts")


@site.get("/rates")
async def rates():
    async with aiohttp.ClientSession() as session:
        async with session.get("https://rates.example/latest") as answer:
            return await answer.json()
