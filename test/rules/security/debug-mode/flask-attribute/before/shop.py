"""The shop's front."""
from flask import Flask

shop = Flask(__name__)
shop.debug = True   # see the errors
shop.config['TITLE'] = 'shop'


@shop.get("/alive")
def alive():
    return {"ok":  True}
