from sqlalchemy.ext.asyncio import create_async_engine

from core import get_settings

settings = get_settings()
engine = create_async_engine(settings.database_url, pool_size=settings.db_pool_size, max_overflow=settings.db_max_overflow)
