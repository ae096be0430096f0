from functools import cached_property

import aiohttp
from fastapi import FastAPI

site = FastAPI()


class Rates:
    @cached_property
    def session(self):
        # keeps connections
        return aiohttp.ClientSession(
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
