from flask import Flask
from flask_sqlalchemy import SQLAlchemy

boats = Flask(__name__)
boats.config["SQLALCHEMY_DATABASE_URI"] = "postgres://cap@db.example/port"
db = SQLAlchemy(boats)


@boats.get("/alive")
def alive():
    return {"ok": True}
