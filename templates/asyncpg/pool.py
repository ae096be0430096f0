import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg


@asynccontextmanager
async def database_pool() -> AsyncIterator[asyncpg.Pool]:
    """The connections of one process: opened when the application starts, closed when it ends.

    Without min_size each process would open ten connections at once.
    """
    async with asyncpg.create_pool(
        os.environ["DATABASE_URL"],
        min_size=1,
        max_size={{ poolSize }},
    ) as pool:
        yield pool
