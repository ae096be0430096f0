import os
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from sqlalchemy import create_engine, text


@asynccontextmanager
async def lifespan(app):
    to_thread.current_default_thread_limiter().total_tokens = 12
    yield


boats = FastAPI(lifespan=lifespan)
engine = create_engine(os.environ["DATABASE_URL"], pool_size=6, max_overflow=2)


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
