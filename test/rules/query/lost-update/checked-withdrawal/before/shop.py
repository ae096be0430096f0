from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/withdrawals/{number}")
def withdraw(number: int, amount: int, db: Session = Depends(get_db)):
    wallet = db.scalar(select(Wallet).where(Wallet.id == number))
    if wallet.balance < amount:
        return {"error": "too little"}
    wallet.balance = wallet.balance - amount
    db.commit()
    return {"balance": wallet.balance}
