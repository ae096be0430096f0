from contextlib import asynccontextmanager
import httpx
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(timeout=3) as client:
        app.state.http = client   # for all requests
        yield


site = FastAPI(lifespan=lifespan)


@site.get("/rates")
async def rates():
    return (await site.state.http.get("https://rates.example/latest")).json()
