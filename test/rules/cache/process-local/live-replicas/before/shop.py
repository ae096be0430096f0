from cachetools import TTLCache
from fastapi import FastAPI

site = FastAPI()
pages = TTLCache(maxsize=100, ttl=60)


@site.get("/pages/{name}")
async def page(name: str):
    pages[name] = name
    return pages[name]
