from flask import Flask
from flask_sqlalchemy import SQLAlchemy

site = Flask(__name__)
site.config.from_object("config.Production")
database = SQLAlchemy(site)


@site.get("/alive")
def alive():
    return {"ok":  True}
