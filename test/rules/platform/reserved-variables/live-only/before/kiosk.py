from flask import Flask

kiosk = Flask(__name__)


@kiosk.get("/alive")
def alive():
    return "yes"
