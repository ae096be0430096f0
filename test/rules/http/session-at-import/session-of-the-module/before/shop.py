from aiohttp import ClientSession, TCPConnector
from fastapi import FastAPI

site = FastAPI()


session = ClientSession(connector=TCPConnector(limit=20))


@site.get("/rates")
async def latest():
    async with session.get("https://rates.example") as answer:
        return await answer.json()
