from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/wallets")
def wallet(amount: int, db: Session = Depends(get_db)):
    wallet = Wallet(balance=10)
    wallet.balance += amount
    db.add(wallet)
    db.commit()
