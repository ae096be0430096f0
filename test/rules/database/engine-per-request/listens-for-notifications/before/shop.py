import asyncio
import os
import asyncpg
from fastapi import FastAPI, WebSocket

site = FastAPI()


@site.websocket("/orders")
async def order_stream(socket: WebSocket):
    await socket.accept()
    link = await asyncpg.connect(os.environ["DATABASE_URL"],   timeout=2)  # LISTEN holds it
    changes = asyncio.Queue()
    await link.add_listener("orders", lambda *change: changes.put_nowait(change[3]))
    while True:
        await socket.send_text(await changes.get())
