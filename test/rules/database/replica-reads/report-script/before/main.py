from fastapi import FastAPI

from db import Session

api = FastAPI()


@api.get("/alive")
def alive():
    with Session() as session:
        session.connection()
    return {}
