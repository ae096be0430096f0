from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(bind=create_engine("postgresql://db.example/shop", pool_pre_ping=True))
AsyncLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://db.example/shop", pool_pre_ping=True), expire_on_commit=False)
OldAsyncLocal = sessionmaker(create_async_engine("postgresql+asyncpg://db.example/shop", pool_pre_ping=True), class_=AsyncSession)
