from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Customer, Wallet

site = FastAPI()


@site.post("/deposits/{number}")
def deposit(number: int, amount: int, db: Session = Depends(get_db)):
    wallet = db.get(Wallet, number)
    wallet.balance = Wallet.balance + amount
    db.commit()


@site.post("/renamed/{number}")
def renamed(number: int, db: Session = Depends(get_db)):
    customer = db.get(Customer, number)
    customer.name = "x"
    db.commit()
