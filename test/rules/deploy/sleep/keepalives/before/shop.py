import os

from flask import Flask
from sqlalchemy import create_engine

shop = Flask(__name__)
engine = create_engine(
    os.environ["DATABASE_URL"],
    connect_args={"keepalives": 1, "keepalives_idle": 30},
)


@shop.get("/alive")
def alive():
    return {"ok": True}
