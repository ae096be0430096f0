from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from app.config import settings

# One engine per process, so one pool per process.
engine = create_async_engine(
    settings.database_url,
    pool_size=settings.pool_size,
    max_overflow=2,
)
Session = async_sessionmaker(engine, expire_on_commit=False)
