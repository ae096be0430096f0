from fastapi import Depends, FastAPI
from database import SessionLocal
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.on_event("startup")
def gift():
    with SessionLocal() as session:
        wallet = session.get(Wallet, 1)
        wallet.balance += 5
        session.commit()
