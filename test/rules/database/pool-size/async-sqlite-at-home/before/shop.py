import os
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()
URL = os.getenv("DATABASE_URL", "sqlite+aiosqlite:///./dev.db")
engine = create_async_engine(URL,  pool_pre_ping=True)


@site.get("/alive")
async def alive():
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return {"ok":   True}
