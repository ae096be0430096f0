import httpx
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates():
    async with httpx.AsyncClient(timeout=3) as client:
        one = await client.get("https://rates.example/1")
    async with httpx.AsyncClient(timeout=3) as client:
        two = await client.get("https://rates.example/2")
    return [one.json(), two.json()]


@site.get("/weather")
async def weather():
    async with httpx.AsyncClient(timeout=3) as http: return (await http.get("https://weather.example")).json()
