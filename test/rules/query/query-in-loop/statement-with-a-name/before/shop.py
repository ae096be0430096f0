from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Customer

site = FastAPI()


@site.get("/customers")
def customers(numbers: str, db: Session = Depends(get_db)):
    result = []
    for number in numbers.split(","):
        question = select(Customer).where(Customer.id == int(number))
        result.append(db.scalar(question))
    return result
