import asyncio
import json
import os
import sys
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

import redis.asyncio as redis
from redis.exceptions import RedisError

MOST_ENTRIES = 5_000


class SeveralProcesses(RuntimeError):
    """Nothing shows that one process serves all requests, and there is no Redis that several could share."""


def _one_process() -> bool:
    """True where the variables say one, and the command line does not say otherwise."""
    words = sys.argv[1:]
    for index, word in enumerate(words):
        name, _, value = word.partition("=")
        if name in ("-w", "--workers") and (value or " ".join(words[index + 1 : index + 2])) != "1":
            return False
    return os.environ.get("WEB_CONCURRENCY") == "1" and os.environ.get("REPLICAS") == "1"


class Cache:
    """Values that can be loaded again, as JSON. In memory only where one process serves; while Redis is away, nothing is cached."""

    def __init__(self) -> None:
        address = os.environ.get("REDIS_URL", "")
        if address == "" and not _one_process():
            raise SeveralProcesses("set REDIS_URL, or WEB_CONCURRENCY=1 and REPLICAS=1 where one process serves all requests")
        self._redis = redis.from_url(address, socket_timeout=2, socket_connect_timeout=2) if address else None
        self._memory: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._loading: dict[str, asyncio.Task[Any]] = {}

    async def get(self, key: str, load: Callable[[], Awaitable[Any]], seconds: int) -> Any:
        """The value of a key; those that miss it at once wait for one load."""
        text = await self._read(key)
        if text is not None:
            return json.loads(text)
        task = self._loading.get(key)
        if task is None:
            task = self._loading[key] = asyncio.create_task(self._load(key, load, seconds))
            task.add_done_callback(lambda _: self._loading.pop(key, None))
        return await asyncio.shield(task)

    async def delete(self, key: str) -> None:
        """Forgets a key, for every process. An error of Redis is the caller's: the old value may still be there."""
        self._memory.pop(key, None)
        if self._redis is not None:
            await self._redis.delete(key)

    async def close(self) -> None:
        if self._redis is not None:
            await self._redis.aclose()

    async def _load(self, key: str, load: Callable[[], Awaitable[Any]], seconds: int) -> Any:
        value = await load()
        await self._write(key, json.dumps(value), seconds)
        return value

    async def _read(self, key: str) -> str | bytes | None:
        if self._redis is not None:
            try:
                return await self._redis.get(key)
            except RedisError:
                return None
        ends, text = self._memory.get(key, (0.0, ""))
        if ends <= time.monotonic():
            self._memory.pop(key, None)
            return None
        self._memory.move_to_end(key)
        return text

    async def _write(self, key: str, text: str, seconds: int) -> None:
        if self._redis is not None:
            try:
                await self._redis.set(key, text, ex=seconds)
            except RedisError:
                pass
            return
        self._memory[key] = (time.monotonic() + seconds, text)
        self._memory.move_to_end(key)
        while len(self._memory) > MOST_ENTRIES:
            self._memory.popitem(last=False)


cache = Cache()
