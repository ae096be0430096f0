from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.get("/orders")
def orders(db: Session = Depends(get_db)):
    answer = []
    for order in db.scalars(select(Order).options(joinedload(Order.customer))):
        answer.append(order.customer.name)
    return answer
