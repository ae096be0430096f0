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


@boats.get("/boats")
async def list_boats():
    async with SessionLocal() as session:
        found = await asyncio.gather(*[count(session, kind) for kind in ("sloop", "yawl")])
    return sum(found)
