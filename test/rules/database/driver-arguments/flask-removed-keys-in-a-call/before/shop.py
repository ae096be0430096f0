import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

site = Flask(__name__)
site.config.from_mapping(
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
    SQLALCHEMY_POOL_SIZE=4,
    SQLALCHEMY_MAX_OVERFLOW=3,  # for the sale
)
database = SQLAlchemy(site)


@site.get("/alive")
def alive():
    return {"ok": True}
