import json
import time
import uuid

from redis.asyncio import Redis
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import selectinload

from app.core.config import DATABASE_URL, REDIS_URL
from app.db.models import BrokerAccount, Order, User
from app.db.session import async_session


class RailwayOptimizedWebhookService:
    _instance = None
    _db_pool = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self) -> None:
        self.redis = Redis.from_url(REDIS_URL)
        self.async_session = async_session

    async def get_db_connection(self):
        """Reuse the same connection pool across requests"""
        if self._db_pool is None:
            self._db_pool = create_async_engine(DATABASE_URL)
        return self._db_pool

    async def process_webhook_optimized(self, user_id: int, idempotency_key: str, response_data: str) -> bool:
        pipe = self.redis.pipeline()

        # Batch all Redis operations
        pipe.get(f"rate_limit:{user_id}")
        pipe.get(f"idempotency:{idempotency_key}")
        pipe.setex(f"idempotency:{idempotency_key}", 1, response_data)
        pipe.incr(f"rate_limit:{user_id}")
        pipe.expire(f"rate_limit:{user_id}", 1)

        # Execute all at once
        results = await pipe.execute()
        rate_check, idempotency_check = results[0], results[1]
        return idempotency_check is None and int(rate_check or 0) < 3

    async def process_webhook_async(self, user_id: int, account_id: int, webhook_data: dict) -> int:
        async with self.async_session() as db:
            # Optimized async queries with eager loading
            user_result = await db.execute(
                select(User)
                .options(selectinload(User.broker_accounts))
                .where(User.id == user_id)
            )
            user = user_result.scalar_one_or_none()

            account_result = await db.execute(
                select(BrokerAccount)
                .where(BrokerAccount.user_id == user_id)
                .where(BrokerAccount.id == account_id)
            )
            account = account_result.scalar_one_or_none()

            # Create order with proper async handling
            order = Order(
                user_id=user_id,
                account_id=account.id,
                order_data=webhook_data
            )
            db.add(order)
            await db.commit()
            await db.refresh(order)
            return order.id

    async def secret_of(self, user_id: int) -> str | None:
        engine = await self.get_db_connection()
        async with engine.connect() as connection:
            return await connection.scalar(text("SELECT secret FROM webhooks WHERE user_id = :user"), {"user": user_id})

    async def ultra_fast_webhook(self, order_data: dict) -> dict[str, str]:
        order_id = str(uuid.uuid4())

        # Queue for background processing
        await self.redis.lpush("webhook_orders", json.dumps({
            "id": order_id,
            "data": order_data,
            "timestamp": time.time()
        }))

        return {"order_id": order_id, "status": "queued"}


service = RailwayOptimizedWebhookService()
