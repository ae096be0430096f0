import json

from redis.asyncio import Redis
from sqlalchemy import text

from app.core.config import REDIS_URL
from app.db.models import BrokerAccount, Order, User
from app.db.session import SessionLocal, connect


class WebhookService:
    def __init__(self) -> None:
        self.redis = Redis.from_url(REDIS_URL)

    async def process_webhook_old(self, user_id: int, key: str, response: dict) -> None:
        rate_check = await self.redis.get(f"rate_limit:{user_id}")
        idempotency_check = await self.redis.get(f"idempotency:{key}")
        await self.redis.setex(f"idempotency:{key}", 1, json.dumps(response))
        await self.redis.incr(f"rate_limit:{user_id}")
        await self.redis.expire(f"rate_limit:{user_id}", 1)

    def process_webhook_sync(self, user_id: int, account_id: int, webhook_data: dict) -> int:
        db = SessionLocal()
        user = db.query(User).filter(User.id == user_id).first()
        account = db.query(BrokerAccount).filter(BrokerAccount.user_id == user.id, BrokerAccount.id == account_id).first()
        order = Order(user_id=user.id, account_id=account.id, order_data=webhook_data)
        db.add(order)
        db.commit()
        return order.id

    async def secret_of(self, user_id: int) -> str | None:
        engine = connect()
        async with engine.connect() as connection:
            return await connection.scalar(text("SELECT secret FROM webhooks WHERE user_id = :user"), {"user": user_id})


service = WebhookService()
