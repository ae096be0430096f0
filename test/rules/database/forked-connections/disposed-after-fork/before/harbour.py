from flask import Flask
from sqlalchemy import text

from db import Base, engine

boats = Flask(__name__)
Base.metadata.create_all(engine)


@boats.get("/alive")
def alive():
    with engine.connect() as connection:
        return {"ok": connection.scalar(text("select 1")) == 1}
