import os
from flask import Flask
from sqlalchemy import create_engine, text

site = Flask(__name__)


@site.get("/orders")
def orders():
    engine = create_engine(os.environ["DATABASE_URL"],   pool_size=3)
    return engine.connect().execute(text("select count(*) from orders")).scalar()
