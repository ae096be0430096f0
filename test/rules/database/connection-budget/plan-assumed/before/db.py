import os

from sqlalchemy.ext.asyncio import create_async_engine

URL = os.environ["DATABASE_URL"]
engine = create_async_engine(
    URL,
    pool_size=int(os.getenv("DB_POOL", "8")),  # per process
    max_overflow=2,
)
