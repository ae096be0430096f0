import os

from flask import Flask
from sqlalchemy import create_engine, text

boats = Flask(__name__)
engine = create_engine(os.environ["DATABASE_URL"], max_overflow=-1)


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
