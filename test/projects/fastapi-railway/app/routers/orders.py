from fastapi import APIRouter

from app.db import Session
from app.models.order import Order

router = APIRouter()


@router.get("/{order_id}")
async def read_order(order_id: int) -> dict[str, int]:
    async with Session() as session:
        order = await session.get(Order, order_id)
        return {"id": order.id, "customer": order.customer_id}
