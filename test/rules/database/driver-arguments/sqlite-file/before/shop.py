from fastapi import FastAPI
from sqlalchemy import create_engine, text

site = FastAPI()
engine = create_engine("sqlite:////data/shop.db",   connect_args={"check_same_thread": False, "timeout": 9})  # a volume


@site.get("/alive")
def alive():
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"ok": True}
