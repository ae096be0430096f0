import asyncio

import asyncpg
import httpx
from fastapi import FastAPI

site = FastAPI()
client = httpx.AsyncClient(timeout=5)


@site.post("/prices")
async def orders():
    connection = await asyncpg.connect("postgres://x")
    first = await connection.fetch("SELECT 1")
    second = await connection.fetch("SELECT 2")
    return first, second


@site.post("/all")
async def every(codes: list[str]):
    for code in codes:
        await client.get(code)
