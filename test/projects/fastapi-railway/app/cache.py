import redis.asyncio as redis

from app.config import settings

cache = redis.from_url(settings.redis_url)
