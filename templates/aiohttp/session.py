from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp


@asynccontextmanager
async def http_session() -> AsyncIterator[aiohttp.ClientSession]:
    """One session for the whole process, which keeps its connections. It has to be made where the event loop runs already."""
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total={{ timeout }}, connect=3),
        connector=aiohttp.TCPConnector(limit={{ connections }}),
    ) as session:
        yield session
