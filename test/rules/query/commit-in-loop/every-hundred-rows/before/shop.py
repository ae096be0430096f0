from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.post("/orders")
def orders(rows: list[dict], db: Session = Depends(get_db)):
    for number, row in enumerate(rows):
        db.add(Order(**row))
        if number % 100 == 99:
            db.commit()
    db.commit()
