from contextlib import asynccontextmanager

import aiohttp
from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with aiohttp.ClientSession() as session:
        app.state.session = session
        yield


site = FastAPI(lifespan=lifespan)


@site.get("/rates")
async def rates(request: Request):
    session = request.app.state.session
    return await (await session.get("https://rates.example")).json()
