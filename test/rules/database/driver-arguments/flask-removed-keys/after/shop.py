import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

site = Flask(__name__)
site.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
site.config["SQLALCHEMY_ENGINE_OPTIONS"] =   {"pool_size": 21}  # for the sale
database = SQLAlchemy(site)


@site.get("/alive")
def alive():
    return {"ok": True}
