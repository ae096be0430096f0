import httpx
from flask import Flask

site = Flask(__name__)


@site.get("/rates")
async def rates():
    async with httpx.AsyncClient() as client:
        return (await client.get("https://rates.example/latest")).json()
