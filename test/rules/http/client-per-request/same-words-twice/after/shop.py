import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=3)


@site.get("/rates")
async def rates():
    one = await client.get("https://rates.example/1")
    two = await client.get("https://rates.example/2")
    return [one.json(), two.json()]


@site.get("/weather")
async def weather():
    return (await client.get("https://weather.example")).json()
