from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/deposits/{number}")
def deposit(number: int, amount: int, db: Session = Depends(get_db)):
    wallet = db.get(Wallet, number)
    wallet.balance += amount
    db.commit()
