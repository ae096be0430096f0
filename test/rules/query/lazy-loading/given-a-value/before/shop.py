from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from database import get_db
from models import Customer, Order

site = FastAPI()


@site.post("/orders/owner")
def hand_over(number: int, db: Session = Depends(get_db)):
    owner = db.get(Customer, number)
    for order in db.query(Order).filter(Order.total > 0):
        order.customer = owner
        db.add(order)
    db.commit()
