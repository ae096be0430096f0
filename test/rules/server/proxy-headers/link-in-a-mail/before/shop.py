from flask import Flask, url_for

shop = Flask(__name__)


@shop.get("/mail")
def mail():
    return {"link": url_for("mail", _external=True)}
