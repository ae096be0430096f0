from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import sessionmaker

from app.core.config import DATABASE_URL, SYNC_DATABASE_URL

SessionLocal = sessionmaker(bind=create_engine(SYNC_DATABASE_URL))


def connect() -> AsyncEngine:
    return create_async_engine(DATABASE_URL)
