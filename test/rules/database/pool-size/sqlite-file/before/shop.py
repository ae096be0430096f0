from fastapi import FastAPI
from sqlalchemy import create_engine, text

site = FastAPI()
engine = create_engine("sqlite:////data/shop.db",   pool_size=40)  # a volume


@site.get("/alive")
def alive():
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"ok": True}
