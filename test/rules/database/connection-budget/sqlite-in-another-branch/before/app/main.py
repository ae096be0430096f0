from fastapi import FastAPI
from sqlalchemy import text

from app.db import Session

api = FastAPI(title="orders")


@api.get("/alive")
async def alive():
    async with Session() as session:
        await session.execute(text("select 1"))
    return {"ok": True}
