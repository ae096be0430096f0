import asyncio

import aiohttp
import httpx
from fastapi import FastAPI

site = FastAPI()
gate = asyncio.Semaphore(5)


@site.on_event("startup")
async def start():
    site.state.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=50, limit_per_host=5))
