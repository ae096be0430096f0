import httpx
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates():
    async with httpx.AsyncClient(
            timeout=3,
            follow_redirects=True) as client:
        return (await client.get("https://rates.example/latest")).json()


@site.get("/weather")
async def weather():
    client = httpx.AsyncClient()  # the default
    answer = await client.get("https://weather.example/now")
    await client.aclose()
    return answer.json()
