import asyncio

import aiohttp
import httpx
from fastapi import FastAPI

site = FastAPI()
gate = asyncio.Semaphore(50)  # plenty


@site.on_event("startup")
async def start():
    site.state.http = httpx.AsyncClient(limits=httpx.Limits(max_connections=10))
