from flask import Flask, request

shop = Flask(__name__)
sessions = {}  # by visitor


@shop.post("/login")
def login():
    sessions[request.json["name"]] = True
    return {"ok": True}


@shop.get("/alive")
def alive():
    return {"ok": True, "visitors": len(sessions)}
