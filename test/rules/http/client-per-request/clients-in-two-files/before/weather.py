import httpx
from fastapi import APIRouter

router = APIRouter()


@router.get("/weather")
async def weather():
    client = httpx.AsyncClient()

    try:
        answer = await client.get("https://weather.example/now")
        return answer.json()
    finally:
        await client.aclose()