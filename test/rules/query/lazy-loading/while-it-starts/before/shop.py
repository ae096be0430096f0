from fastapi import Depends, FastAPI
from database import SessionLocal
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.on_event("startup")
def check():
    with SessionLocal() as session:
        for order in session.scalars(select(Order)):
            print(order.customer.name)
