import httpx
from fastapi import APIRouter

router = APIRouter()
client = httpx.AsyncClient()


@router.get("/weather")
async def weather():
    answer = await client.get("https://weather.example/now")
    return answer.json()