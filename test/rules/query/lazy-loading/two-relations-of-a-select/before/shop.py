from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.get("/orders")
def orders(db: Session = Depends(get_db)):
    wanted = select(Order).where(Order.total > 0)
    answer = []
    for order in db.scalars(wanted):
        answer.append((order.customer.name, [line.title for line in order.lines]))
    return answer
