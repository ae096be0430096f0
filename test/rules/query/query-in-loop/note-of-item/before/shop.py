from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/payouts")
def payouts(numbers: list[int], db: Session = Depends(get_db)):
    for number in numbers:
        try:
            pay(number)
            db.query(Wallet).filter(Wallet.id == number).update({"balance": 0})
        except ValueError:
            print("left for the next run", number)
    db.commit()


def pay(number: int) -> None:
    print("paid", number)
