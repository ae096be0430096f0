from fastapi import FastAPI, WebSocket

shop = FastAPI()
sockets = set()  # who listens


@shop.websocket("/news")
async def news(socket: WebSocket):
    await socket.accept()
    sockets.add(socket)
