import asyncio

import aiohttp
import httpx
from fastapi import FastAPI

site = FastAPI()


@site.on_event("startup")
async def start():
    site.state.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit_per_host=5))
