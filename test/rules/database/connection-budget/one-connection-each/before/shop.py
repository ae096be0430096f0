import os
from flask import Flask
from sqlalchemy import create_engine, text

site = Flask(__name__)
engine = create_engine(os.environ["DATABASE_URL"],  pool_size=1)


@site.get("/alive")
def alive():
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"ok":  True}
