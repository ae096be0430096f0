import aiohttp
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates():
    async with aiohttp.ClientSession() as session:
        async with session.get("https://rates.example") as answer:
            return await answer.json()
