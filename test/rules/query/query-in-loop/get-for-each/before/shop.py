from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/deposits")
def deposits(rows: list[dict], db: Session = Depends(get_db)):
    found = []
    for row in rows:
        wallet = db.query(Wallet).filter(Wallet.id == row["wallet"]).first()
        found.append(wallet)   # may be None
    return found
