import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    os.environ["DATABASE_URL"],
    pool_size=20,
    max_overflow=10,
    connect_args={"statement_cache_size": 0, "prepared_statement_cache_size": 0},
)
