from flask import Flask, request

shop = Flask(__name__)


@shop.get("/who")
def who():
    return {"address":  request.remote_addr}
