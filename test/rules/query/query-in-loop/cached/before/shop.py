from fastapi import Depends, FastAPI
from functools import lru_cache

from sqlalchemy import select
from database import SessionLocal
from sqlalchemy.orm import Session

from database import get_db
from models import Customer

site = FastAPI()


@lru_cache(maxsize=1000)
def name_of(number: int):
    with SessionLocal() as session:
        return session.get(Customer, number).name


@site.get("/names")
def names(numbers: str):
    return [name_of(int(number)) for number in numbers.split(",")]
