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


@shop.get("/health")
async def health(db: AsyncSession = Depends(get_db)):
    await db.execute(text("select 1"))  # is it there?
    return {"ok": True}
