from fastapi import FastAPI

from db import SessionLocal
from models import Boat

boats = FastAPI()


@boats.post("/boats")
async def add_boat(name: str):
    async with SessionLocal() as session:
        boat = Boat(name=name)
        session.add(boat)
        await session.commit()
        return boat
