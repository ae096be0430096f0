"""The shop's front."""
import os

from flask import Flask

shop = Flask(__name__)
shop.debug = os.environ.get("FLASK_DEBUG") == "1"   # see the errors
shop.config['TITLE'] = 'shop'


@shop.get("/alive")
def alive():
    return {"ok":  True}
