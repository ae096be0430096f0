import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

site = Flask(__name__)
site.config.from_mapping(
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
    SQLALCHEMY_ENGINE_OPTIONS={"pool_size": 4, "max_overflow": 3},
)
database = SQLAlchemy(site)


@site.get("/alive")
def alive():
    return {"ok": True}
