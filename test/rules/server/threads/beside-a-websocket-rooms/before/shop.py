from flask_socketio import SocketIO, join_room
import requests
from flask import Flask

shop = Flask(__name__)


@shop.get("/rates")
def rates():
    # another service knows them
    return requests.get("https://rates.example.com/today", timeout=7).json()


sockets = SocketIO(shop)


@sockets.on("join")
def join(data):
    join_room(data["room"])
