from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Order

site = FastAPI()


@site.post("/orders")
def orders(rows: list[dict], db: Session = Depends(get_db)):
    for start in range(0, len(rows), 500):
        db.add_all([Order(**row) for row in rows[start:start + 500]])
        db.commit()
