from flask import Flask

# the shop's front
shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}


carts = {}


@shop.post("/carts/<name>")
def keep(name):
    carts[name] = carts.get(name, 0) + 1
    return {"n": carts[name]}
