from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.get("/wallets")
def wallets(wanted: str, db: Session = Depends(get_db)):
    numbers = [1]
    for each in wanted.split(","):
        numbers.append(int(each))
    return [db.get(Wallet, number) for number in numbers]
