from functools import lru_cache

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


@lru_cache(maxsize=256)
async def rates(currency: str):
    return (await client.get(f"https://rates.example/{currency}")).json()


@site.get("/rates/{currency}")
async def shown(currency: str):
    return await rates(currency)
