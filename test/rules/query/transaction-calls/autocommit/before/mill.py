import os

import httpx
from fastapi import Depends, FastAPI
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=7, isolation_level="AUTOCOMMIT")
Session = async_sessionmaker(engine)
mill = FastAPI()
client = httpx.AsyncClient(timeout=4)


async def session_of():
    async with Session() as session:
        yield session


@mill.post("/flour")
async def order(sack: int, session: AsyncSession = Depends(session_of)):
    await session.execute(text("UPDATE sacks SET sold = true WHERE id = :id"), {"id": sack})
    await client.post("https://carter.example/sacks", json={"sack": sack})
    await session.commit()
