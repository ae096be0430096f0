from flask import Flask, request

shop = Flask(__name__)
price_cache = {}  # by visitor


@shop.post("/login")
def login():
    price_cache[request.json["name"]] = True
    return {"ok": True}


@shop.get("/alive")
def alive():
    return {"ok": True, "visitors": len(price_cache)}
