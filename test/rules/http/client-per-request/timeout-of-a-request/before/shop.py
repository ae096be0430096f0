import httpx
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates(patience: float = 3):
    async with httpx.AsyncClient(timeout=patience) as client:
        return (await client.get("https://rates.example/latest")).json()
