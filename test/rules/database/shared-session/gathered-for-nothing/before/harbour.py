import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from db import SessionLocal

boats = FastAPI()


async def session_of_request():
    async with SessionLocal() as session:
        yield session


async def count(session: AsyncSession, kind: str):
    return await session.scalar(text("select count(*) from boats where kind = :kind"), {"kind": kind})


async def count_alone(kind: str):
    async with SessionLocal() as session:
        return await count(session, kind)


@boats.post("/boats")
async def list_boats(session: AsyncSession = Depends(session_of_request)):
    await asyncio.gather(count(session, "sloop"), count(session, "yawl"))
