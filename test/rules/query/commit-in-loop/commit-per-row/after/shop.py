from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.post("/orders")
def orders(rows: list[dict], db: Session = Depends(get_db)):
    """Takes the orders of a day."""
    for row in rows:
        order = Order(**row)
        db.add(order)  # one by one
    db.commit()
    return {"orders":   len(rows)}
