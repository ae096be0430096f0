from fastapi import Depends, FastAPI
import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Customer

site = FastAPI()


@site.get("/wait/{number}")
def wait(number: int, names: list[str], db: Session = Depends(get_db)):
    for name in names:
        if db.scalar(select(Customer).where(Customer.name == name)) is not None:
            print(name)
        time.sleep(1)
