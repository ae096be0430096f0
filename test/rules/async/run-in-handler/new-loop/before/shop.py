import asyncio

import httpx
from flask import Flask

site = Flask(__name__)


async def price():
    async with httpx.AsyncClient() as client:
        return (await client.get("https://prices.example")).json()


@site.get("/prices")
def prices():
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(price())
    finally:
        loop.close()
