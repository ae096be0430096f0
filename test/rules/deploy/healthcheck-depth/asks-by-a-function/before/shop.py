import os

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

shop = FastAPI()
engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=5)
make_session = async_sessionmaker(engine)


async def get_db():
    async with make_session() as session:
        yield session


async def ask_database():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))


@shop.get("/health")
async def health():
    try:
        await ask_database()
    except OSError as error:
        raise HTTPException(status_code=503) from error
    return {"ok": True}
