import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


@site.get("/shop")
async def shop(code: str):
	prices = await client.get(f"https://prices.example/{code}/with/a/rather/long/path", params={"day": "today"})
	stock = await client.get(f"https://stock.example/{code}/with/a/rather/long/path")
	news = await client.get("https://news.example/latest")
	return prices.json(), stock.json(), news.json()
