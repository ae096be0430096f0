from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


def keep(db: Session, row: dict):
    db.add(Order(**row))
    db.commit()


@site.post("/orders")
def orders(rows: list[dict], db: Session = Depends(get_db)):
    for row in rows:
        paid = charge(row)
        keep(db, row | {"paid": paid})
    return {"orders": len(rows)}
