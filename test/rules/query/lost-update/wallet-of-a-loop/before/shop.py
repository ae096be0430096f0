from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/deposits")
def deposits(rows: list[dict], db: Session = Depends(get_db)):
    """The deposits of a batch in one transaction."""
    for row in rows:
        wallet = db.query(Wallet).filter(Wallet.id == row["wallet"]).first()
        wallet.balance += row["amount"]   # adds
    db.commit()
