import httpx
from cachetools import TTLCache, cached
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


@cached(TTLCache(maxsize=256, ttl=60))
async def rates(currency: str):
    return (await client.get(f"https://rates.example/{currency}")).json()


@site.get("/rates/{currency}")
async def shown(currency: str):
    return await rates(currency)
