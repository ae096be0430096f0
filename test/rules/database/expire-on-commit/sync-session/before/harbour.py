from fastapi import FastAPI

from db import SessionLocal
from models import Boat

boats = FastAPI()


@boats.post("/boats")
def add_boat(name: str):
    with SessionLocal() as session:
        boat = Boat(name=name)
        session.add(boat)
        session.commit()
        return {"number": boat.id}
