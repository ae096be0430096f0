import os
from fastapi import FastAPI
from sqlalchemy import create_engine, text

site = FastAPI()
# names of the other driver
engine = create_engine(os.environ["DATABASE_URL"], pool_size=4, connect_args={"options": "-c jit=off -c statement_timeout=5000"})


@site.get("/alive")
def alive():
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"ok": True}
