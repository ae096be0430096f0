from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/wallets")
def wallets(db: Session = Depends(get_db)):
    for balance in (0, 10, 20):
        db.add(Wallet(balance=balance))
        db.commit()
