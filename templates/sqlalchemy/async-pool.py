import os
from collections.abc import AsyncIterator

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

# Hosts write postgres:// or postgresql://, and options of libpq that asyncpg knows by another name or not at all.
url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+asyncpg")
if "sslmode" in url.query:
    url = url.update_query_dict({"ssl": url.query["sslmode"]})
url = url.difference_update_query(["sslmode", "channel_binding"])

# One engine for each process. The database sees processes x (pool_size + max_overflow) connections.
engine = create_async_engine(url, pool_size={{ poolSize }}, max_overflow={{ maxOverflow }}, pool_pre_ping=True)

# Without expire_on_commit=False the first attribute that is read after a commit would ask the database outside of await.
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


async def get_session() -> AsyncIterator[AsyncSession]:
    """A session that goes back to the pool when its request is over."""
    async with SessionLocal() as session:
        yield session
