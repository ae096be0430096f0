import httpx
from fastapi import FastAPI

site = FastAPI()
rates_client = httpx.AsyncClient(timeout=3)   # a new one
weather_client = httpx.AsyncClient()


@site.get("/rates")
async def rates():
    return (await rates_client.get("https://rates.example/latest")).json()


@site.get("/weather")
async def weather():
    return (await weather_client.get("https://weather.example/now")).json()
