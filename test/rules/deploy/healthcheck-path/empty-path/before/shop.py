from flask import Flask

# the shop's front
shop = Flask(__name__)


@shop.get("/goods")
def alive():
    return {"ok":  True}
