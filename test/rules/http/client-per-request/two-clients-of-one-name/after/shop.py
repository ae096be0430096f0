import httpx
from fastapi import FastAPI

site = FastAPI()
rates_client = httpx.AsyncClient(
    timeout=3,
    follow_redirects=True)
weather_client = httpx.AsyncClient()  # the default


@site.get("/rates")
async def rates():
    return (await rates_client.get("https://rates.example/latest")).json()


@site.get("/weather")
async def weather():
    answer = await weather_client.get("https://weather.example/now")
    return answer.json()
