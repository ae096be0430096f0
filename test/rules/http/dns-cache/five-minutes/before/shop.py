import asyncio

import aiohttp
import httpx
from fastapi import FastAPI

site = FastAPI()


@site.on_event("startup")
async def start():
    site.state.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(
        ttl_dns_cache=5 * 60,
    ))
