from fastapi import FastAPI
from sqlalchemy import text

from app.db import copies, moons, tides

app = FastAPI()


@app.get("/tides")
def read_tides() -> list[int]:
    with tides.connect() as one, copies.connect() as two, moons.connect() as three:
        return [each.execute(text("SELECT 1")).scalar_one() for each in (one, two, three)]
