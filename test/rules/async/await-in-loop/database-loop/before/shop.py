import asyncio

import asyncpg
import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def price(connection, code):
    answer = await client.get(f"https://prices.example/{code}")
    await connection.execute("INSERT INTO prices VALUES ($1)", answer.text)


@site.post("/prices")
async def prices(codes: list[str]):
    connection = await asyncpg.connect("postgres://x")
    for code in codes:
        await price(connection, code)


@site.get("/both")
async def both():
    first = await client.get("https://a.example")
    second = await client.get("https://b.example")
    return first.json(), second.json()
