from flask import Flask

# the shop's front
shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}
