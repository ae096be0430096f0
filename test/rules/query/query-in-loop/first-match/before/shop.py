from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.get("/first")
def first(numbers: str, db: Session = Depends(get_db)):
    for number in numbers.split(","):
        if number.isdigit():
            return db.get(Wallet, int(number))
