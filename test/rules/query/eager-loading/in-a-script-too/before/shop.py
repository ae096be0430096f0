from fastapi import Depends, FastAPI
from database import SessionLocal
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm import Session

from database import get_db
from models import Customer, Order

site = FastAPI()


@site.get("/customers/{number}")
def customer(number: int, db: Session = Depends(get_db)):
    return db.get(Customer, number)


@site.on_event("startup")
def check():
    with SessionLocal() as session:
        session.scalar(select(Customer).options(selectinload(Customer.orders)))
        session.scalar(select(Order))
