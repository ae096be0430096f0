import httpx
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates():
    async with httpx.AsyncClient(timeout=3) as client:   # a new one
        return (await client.get("https://rates.example/latest")).json()


@site.get("/weather")
async def weather():
    async with httpx.AsyncClient() as client:
        return (await client.get("https://weather.example/now")).json()
