import asyncio

from fastapi import FastAPI

shop = FastAPI()
letters = set()  # those that are on their way


@shop.post("/letters")
async def write_letter(to: str):
    task = asyncio.create_task(send(to))
    letters.add(task)
    task.add_done_callback(letters.discard)
    return {"ok": True}


@shop.get("/alive")
async def alive():
    return {"ok": True}


async def send(to):
    await asyncio.sleep(1)
