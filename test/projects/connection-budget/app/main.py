import logging

from fastapi import FastAPI
from sqlalchemy import text

from app.db import engine
from app.parcels import router
from app.settings import LOG_LEVEL

logging.basicConfig(level=LOG_LEVEL.upper())

app = FastAPI(title="Parcels")
app.include_router(router)


@app.get("/health")
def health() -> dict[str, str]:
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"status": "ok"}
