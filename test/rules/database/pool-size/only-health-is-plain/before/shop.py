import os
from fastapi import FastAPI
from sqlalchemy import create_engine, text

site = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True)


@site.get("/")
def greeting():
    return {"name": "shop"}


@site.get("/health")
def health():
    return {"ok": True}


@site.get("/orders/{number}")
async def order(number: int):
    with engine.connect() as connection:
        return {"total": connection.execute(text("select total from orders where id = :id"), {"id": number}).scalar()}
