from fastapi import FastAPI
import httpx

quay = FastAPI()


@quay.get("/stock")
async def stock():
    async with httpx.AsyncClient(timeout=5) as client:
        return (await client.get( 'https://stock-1.up.railway.app/all' )).json()
