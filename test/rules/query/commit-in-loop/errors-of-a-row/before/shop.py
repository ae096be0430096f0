from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.post("/orders")
def orders(rows: list[dict], db: Session = Depends(get_db)):
    failed = []
    for row in rows:
        try:
            db.add(Order(**row))
            db.commit()
        except ValueError:
            db.rollback()
            failed.append(row)
    return failed
