from fastapi import Depends, FastAPI
from sqlalchemy import update
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/deposits/{number}")
def deposit(number: int, amount: int, db: Session = Depends(get_db)):
    db.execute(update(Wallet).where(Wallet.id == number).values(balance=Wallet.balance + amount))
    wallet = db.get(Wallet, number)
    wallet.balance = Wallet.balance + 1
    db.commit()
