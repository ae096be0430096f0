from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.post("/orders/{number}")
def paid(number: int, db: Session = Depends(get_db)):
    for order in db.scalars(select(Order)):
        if order.id == number:
            order.total = 0
            db.commit()
            break
