import httpx
from fastapi import FastAPI, Request

site = FastAPI()


@site.get("/rates")
async def rates(request: Request):
    async with httpx.AsyncClient(timeout=3) as client:
        client.headers["authorization"] = request.headers["authorization"]
        return (await client.get("https://rates.example/latest")).json()
