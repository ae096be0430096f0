from fastapi import FastAPI
from sqlalchemy import text

from app.db import Session
from app.migrations import migrate

api = FastAPI(title="orders")
api.add_event_handler("startup", migrate)


@api.get("/alive")
async def alive():
    async with Session() as session:
        await session.execute(text("select 1"))
    return {"ok": True}
