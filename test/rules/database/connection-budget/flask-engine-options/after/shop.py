import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

site = Flask(__name__)
site.config.update(
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
    SQLALCHEMY_ENGINE_OPTIONS={"pool_size": 5,  "pool_recycle": 1700, "max_overflow": 0},  # half of the threads
)
database = SQLAlchemy(site)


@site.get("/alive")
def alive():
    return {"ok":  True}
