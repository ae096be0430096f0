import aiohttp
from fastapi import FastAPI

site = FastAPI()


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


@site.get("/rates")
async def latest():
    return await rates.latest()
