import time

import httpx
from fastapi import APIRouter

from app.config import settings

router = APIRouter()


@router.post("/{order_id}")
async def pay(order_id: int) -> dict[str, int]:
    async with httpx.AsyncClient() as client:
        response = await client.post(f"{settings.payment_url}/{order_id}")
    if response.status_code == 429:
        time.sleep(2)  # the provider asks us to wait
    return {"status": response.status_code}
