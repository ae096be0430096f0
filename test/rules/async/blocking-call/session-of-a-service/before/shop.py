from fastapi import FastAPI

from service import orders

app = FastAPI()


@app.get("/count")
async def count():
    return {"orders": orders.count()}


@app.get("/newest")
async def newest():
    return {"order": await orders.newest_aside()}


@app.get("/newest-in-a-thread")
def in_a_thread():
    return {"order": orders.newest()}
