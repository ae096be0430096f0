from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm import Session

from database import get_db
from models import Customer, Order

site = FastAPI()


@site.get("/customers/{number}")
def customer(number: int, db: Session = Depends(get_db)):
    customer = db.scalar(select(Customer).options(selectinload(Customer.orders)).where(Customer.id == number))
    newest = db.scalar(select(Order).order_by(Order.id.desc()))
    return {"orders": len(customer.orders), "newest": newest.id}
