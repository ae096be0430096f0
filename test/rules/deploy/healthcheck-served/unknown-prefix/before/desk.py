import os

from fastapi import APIRouter, FastAPI

hall = APIRouter()


@hall.get("/ping")
def ping() -> str:
    return   "pong"


desk = FastAPI()
desk.include_router(hall, prefix=os.environ["HALL"])  # from outside
