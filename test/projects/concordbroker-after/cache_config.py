"""A cache in Redis where REDIS_URL names one, else in the memory of the process."""
import functools
import json
import os
import time
from typing import Any, Callable

import redis
import structlog

log = structlog.get_logger()
REDIS_URL = os.getenv("REDIS_URL")
DEFAULT_SECONDS = 300


class MemoryCache:
    kind = "memory"

    def __init__(self) -> None:
        self._items: dict[str, tuple[float, str]] = {}

    def get(self, key: str) -> str | None:
        expires, value = self._items.get(key, (0.0, ""))
        return value if expires > time.time() else None

    def set(self, key: str, value: str, seconds: int) -> None:
        self._items[key] = (time.time() + seconds, value)


class RedisCache:
    kind = "redis"

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def get(self, key: str) -> str | None:
        return self._client.get(key)

    def set(self, key: str, value: str, seconds: int) -> None:
        self._client.setex(key, seconds, value)


def _connect() -> MemoryCache | RedisCache:
    if not REDIS_URL:
        return MemoryCache()
    try:
        client = redis.Redis.from_url(REDIS_URL, decode_responses=True, socket_timeout=2)
        client.ping()
        return RedisCache(client)
    except redis.RedisError as error:
        log.warning("cache falls back to memory", error=str(error))
        return MemoryCache()


cache = _connect()


def cached(prefix: str, seconds: int = DEFAULT_SECONDS) -> Callable:
    """Keeps what a function returns, by its plain arguments."""

    def decorate(function: Callable) -> Callable:
        @functools.wraps(function)
        def wrapper(*args: Any) -> Any:
            key = f"{prefix}:{':'.join(str(arg) for arg in args)}"
            known = cache.get(key)
            if known is not None:
                return json.loads(known)
            result = function(*args)
            cache.set(key, json.dumps(result), seconds)
            return result

        return wrapper

    return decorate
