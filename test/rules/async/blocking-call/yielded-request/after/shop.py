import asyncio

import requests
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

site = FastAPI()


@site.get("/pages")
async def pages():
    async def parts():
        for page in range(3):
            yield (await asyncio.to_thread(requests.get, f"https://pages.example/{page}", timeout=5)).content
    return StreamingResponse(parts())
