from flask_socketio import SocketIO, join_room
from flask import Flask

# the shop's front
shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}


sockets = SocketIO(shop)


@sockets.on("join")
def join(data):
    join_room(data["room"])
