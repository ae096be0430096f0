import aiohttp
from fastapi import APIRouter, Request

router = APIRouter()


@router.get("/rates")
async def rates(request: Request, code: str = "EUR"):
    session = request.app.state.session
    answer = await session.get(f"https://rates.example/{code}")
    return await answer.json()
