import asyncio

import aiohttp
from flask import Flask

site = Flask(__name__)


class Rates:
    def __init__(self):
        # keeps connections
        self.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=100, limit_per_host=30, ttl_dns_cache=300),
            timeout=aiohttp.ClientTimeout(total=30),
        )

    async def latest(self):
        async with self.session.get("https://rates.example") as answer:
            return await answer.json()


rates = Rates()


@site.route("/rates")
def latest():
    return asyncio.run(rates.latest())
