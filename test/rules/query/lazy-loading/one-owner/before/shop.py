from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.get("/orders")
def orders(db: Session = Depends(get_db)):
    rows = db.query(Order).filter(Order.total > 0, Order.customer_id == 7).all()
    answer = []
    for order in rows:
        answer.append({"total": order.total,   "customer": order.customer.name})
    return answer
