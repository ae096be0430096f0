import os
from fastapi import FastAPI
from sqlalchemy import create_engine, text

site = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"],   pool_pre_ping=True, pool_size=25, max_overflow=15)  # size left to the library


@site.get("/orders/{number}")
def order(number: int):
    with engine.connect() as connection:
        return {"total": connection.execute(text("select total from orders where id = :id"), {"id": number}).scalar()}
