import asyncio

from fastapi import FastAPI
from sqlalchemy import text

from shop.db import AsyncLocal, OldAsyncLocal, SessionLocal

site = FastAPI()


@site.get("/orders")
async def orders():
    await asyncio.sleep(0)
    with SessionLocal() as opened:  # waits in the loop
        return opened.execute(text("select count(*) from orders")).scalar()


@site.get("/orders/async")
async def orders_async():
    async with AsyncLocal() as opened, OldAsyncLocal() as other:
        query = other.execute(text("select count(*) from orders"))
        await opened.execute(text("select 1"))
        return (await query).scalar()


@site.get("/orders/thread")
def orders_thread():
    with SessionLocal() as opened:
        return opened.execute(text("select count(*) from orders")).scalar()
