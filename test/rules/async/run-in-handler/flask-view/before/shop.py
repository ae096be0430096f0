import asyncio

import httpx
from flask import Flask

site = Flask(__name__)


async def price():
    async with httpx.AsyncClient() as client:
        return (await client.get("https://prices.example")).json()


@site.get("/prices")
def prices():
    return asyncio.run(price())
