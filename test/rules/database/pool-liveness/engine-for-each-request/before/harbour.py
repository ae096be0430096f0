import os

from fastapi import FastAPI
from sqlalchemy import create_engine, text

boats = FastAPI()


@boats.get("/boats")
def list_boats():
    engine = create_engine(os.environ["DATABASE_URL"])  # every time
    with engine.connect() as connection:
        return connection.scalar(text("select count(*) from boats"))
