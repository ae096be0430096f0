from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


def balances(db: Session, numbers: list[int]):
    return [db.get(Wallet, number) for number in numbers]


@site.get("/customers")
def customers(numbers: list[int], db: Session = Depends(get_db)):
    return [db.get(Wallet, number) for number in numbers]


@site.get("/owners")
def owners(numbers: list[int], db: Session = Depends(get_db)):
    return [db.get(Wallet, number) for number in numbers]


@site.get("/guests")
def guests(numbers: list[int], db: Session = Depends(get_db)):
    return [db.get(Wallet, number) for number in numbers]


@site.get("/friends")
def friends(numbers: list[int], db: Session = Depends(get_db)):
    return [db.get(Wallet, number) for number in numbers]
