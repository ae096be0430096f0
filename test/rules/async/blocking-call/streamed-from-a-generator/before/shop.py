import os

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(bind=create_engine(os.environ["DATABASE_URL"]))
app = FastAPI()


def rows():
    with SessionLocal() as db:
        for row in db.execute(text("SELECT id FROM orders")):
            yield f"{row.id}\n"


@app.get("/orders")
async def orders():
    return StreamingResponse(rows())
