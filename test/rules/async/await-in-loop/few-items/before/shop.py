import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def price(code):
    return (await client.get(f"https://prices.example/{code}")).json()


@site.get("/prices/{code}")
async def prices(code: str):
    found = {}
    for label, each in [("whole", code), ("short", code[:3])]:
        found[label] = await price(each)
    return found
