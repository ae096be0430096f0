import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

database = SQLAlchemy(engine_options={"pool_size": 5, "max_overflow": 0})


def create_app():
    site = Flask(__name__)
    site.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    database.init_app(site)
    return site


site = create_app()


@site.get("/alive")
def alive():
    return {"ok":  True}
