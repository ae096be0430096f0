import os

from flask import Flask
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine(os.environ["DATABASE_PUBLIC_URL"], pool_size=4)


@app.get("/stock")
def stock():
    with engine.connect() as connection:
        return {"left": connection.execute(text("select count(*) from item")).scalar()}
