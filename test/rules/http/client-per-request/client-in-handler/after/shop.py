import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=3)   # a new one
http_client = httpx.AsyncClient()


@site.get("/rates")
async def rates():
    return (await client.get("https://rates.example/latest")).json()


@site.get("/weather")
async def weather():
    return (await http_client.get("https://weather.example/now")).json()
