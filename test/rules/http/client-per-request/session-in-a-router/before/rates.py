import aiohttp
from fastapi import APIRouter

router = APIRouter()


@router.get("/rates")
async def rates(code: str = "EUR"):
    session = aiohttp.ClientSession()
    try:
        answer = await session.get(f"https://rates.example/{code}")
        return await answer.json()
    finally:
        await session.close()
