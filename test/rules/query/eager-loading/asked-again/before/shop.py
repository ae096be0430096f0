from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm import Session

from database import get_db
from models import Customer, Order

site = FastAPI()


@site.get("/customers/{number}")
def customer(number: int, order: int, db: Session = Depends(get_db)):
    customer = db.scalar(select(Customer).options(selectinload(Customer.orders)).where(Customer.id == number))
    found = db.scalar(select(Order).where(Order.customer_id == number).where(Order.id == order))
    return {"name": customer.name, "total": found.total}
