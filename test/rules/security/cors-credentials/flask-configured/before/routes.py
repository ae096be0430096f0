from flask import Blueprint
from flask_cors import cross_origin

pages = Blueprint("pages", __name__)


@pages.post("/login")
@cross_origin(supports_credentials=True)
def login():
    return {"ok": True}
