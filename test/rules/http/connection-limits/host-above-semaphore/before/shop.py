import asyncio
import os

import aiohttp
import httpx
from fastapi import FastAPI

site = FastAPI()
PARALLEL = int(os.getenv("HELIUS_PARALLEL_REQUESTS", "5"))
gate = asyncio.Semaphore(PARALLEL)


@site.on_event("startup")
async def start():
    site.state.http = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=100, limit_per_host=30, ttl_dns_cache=300),
    )
