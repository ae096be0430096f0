import os

import psycopg2
from fastapi import FastAPI

boats = FastAPI()


@boats.get("/alive")
def alive():
    with psycopg2.connect("postgres://cap@db.example/port") as connection:
        return {"ok": connection.closed == 0}
