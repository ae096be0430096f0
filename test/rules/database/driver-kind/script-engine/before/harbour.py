from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine

boats = FastAPI()
engine = create_async_engine("postgresql+asyncpg://cap@db.example/port", pool_pre_ping=True)
