from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.get("/wait")
def wait(rounds: list[int], db: Session = Depends(get_db)):
    for _ in rounds:
        db.scalar(select(Wallet).where(Wallet.id == 1))
