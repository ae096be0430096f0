from fastapi import APIRouter, FastAPI

hall = APIRouter(prefix="/hall")


@hall.get("/ping")
def ping() -> str:
    return   "pong"


desk = FastAPI()
desk.include_router(hall, prefix="/v3")  # all of it
