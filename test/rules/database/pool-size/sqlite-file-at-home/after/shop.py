import os
from fastapi import FastAPI
from sqlalchemy import create_engine, text

site = FastAPI()
URL = os.getenv("DATABASE_URL", "sqlite:///./dev.db")
engine = create_engine(URL,  pool_pre_ping=True, pool_size=5, max_overflow=10)


@site.get("/alive")
def alive():
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"ok":  True}
