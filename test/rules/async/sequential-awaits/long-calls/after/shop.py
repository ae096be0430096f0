import asyncio

import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


@site.get("/shop")
async def shop(code: str):
	prices, stock, news = await asyncio.gather(
		client.get(f"https://prices.example/{code}/with/a/rather/long/path", params={"day": "today"}),
		client.get(f"https://stock.example/{code}/with/a/rather/long/path"),
		client.get("https://news.example/latest"),
	)
	return prices.json(), stock.json(), news.json()
