import os

import httpx
from fastapi import Depends, FastAPI
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=7)
Session = async_sessionmaker(engine)
mill = FastAPI()
client = httpx.AsyncClient(timeout=4)


async def session_of():
    async with Session() as session:
        yield session


@mill.post("/flour")
async def order(sack: int, session: AsyncSession = Depends(session_of)):
    await session.execute(text("UPDATE sacks SET sold = true WHERE id = :id"), {"id": sack})
    await session.commit()
    await client.post("https://carter.example/sacks", json={"sack": sack})
    await session.execute(text("UPDATE sacks SET told = true WHERE id = :id"), {"id": sack})
    await session.commit()


async def settle(session, sack):
    await session.commit()


@mill.post("/grain")
async def buy(sack: int, session: AsyncSession = Depends(session_of)):
    found = await session.scalar(text("SELECT id FROM sacks LIMIT 1"))
    await settle(session, found)
    await client.post("https://carter.example/grain", json={"sack": found})
    await session.commit()


@mill.post("/bran")
async def sell(sack: int, session: AsyncSession = Depends(session_of)):
    if sack > 3:
        await session.execute(text("UPDATE sacks SET sold = true"))
    await client.post("https://carter.example/bran")
    await session.commit()
