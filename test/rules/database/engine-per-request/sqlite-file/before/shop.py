from fastapi import FastAPI
from sqlalchemy import create_engine, text

site = FastAPI()


@site.get("/orders")
def orders():
    engine = create_engine("sqlite:////data/shop.db")   # a file
    with engine.connect() as connection:
        return connection.execute(text("select count(*) from orders")).scalar()
