import asyncio
import json

from redis.asyncio import Redis

from app.core.config import REDIS_URL
from app.services.webhook_service import service

redis = Redis.from_url(REDIS_URL)


async def process_full_order_logic(order_data: str) -> None:
    order = json.loads(order_data)
    await service.process_webhook_async(order["data"]["user_id"], order["data"]["account_id"], order["data"])


# Separate background worker
async def background_order_processor() -> None:
    while True:
        order_data = await redis.brpop("webhook_orders", timeout=1)
        if order_data:
            await process_full_order_logic(order_data)


if __name__ == "__main__":
    asyncio.run(background_order_processor())
