from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx


@asynccontextmanager
async def http_client() -> AsyncIterator[httpx.AsyncClient]:
    """One client for the whole process, which keeps its connections: opened when the application starts, closed when it ends."""
    async with httpx.AsyncClient(
        timeout=httpx.Timeout({{ timeout }}, connect=3),
        limits=httpx.Limits(max_connections={{ connections }}, max_keepalive_connections=20),
    ) as client:
        yield client
