from fastapi import Depends, FastAPI
from celery import shared_task
from database import SessionLocal
from sqlalchemy.orm import Session

from database import get_db
from models import Customer

site = FastAPI()


@shared_task
def report():
    with SessionLocal() as session:
        return len(session.query(Customer).all())


@site.get("/customers/{number}")
def customer(number: int, db: Session = Depends(get_db)):
    return db.get(Customer, number)
