from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.post("/orders")
def orders(rows: list[dict], db: Session = Depends(get_db)):
    made = []
    for row in rows:
        order = Order(**row)
        db.add(order)
        made.append(order)
    db.commit()
    return {"orders": len(made)}
