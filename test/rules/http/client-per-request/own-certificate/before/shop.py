import httpx
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates/{bank}")
async def rates(bank: str):
    # each bank has its own
    async with httpx.AsyncClient(cert=f"/secrets/{bank}.pem",   timeout=3) as client:
        return (await client.get(f"https://{bank}.example/latest")).json()
