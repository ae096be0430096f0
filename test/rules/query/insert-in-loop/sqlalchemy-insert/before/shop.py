from fastapi import Depends, FastAPI
from sqlalchemy import insert
from sqlalchemy.orm import Session

from database import get_db
from models import Line

site = FastAPI()


@site.post("/lines")
def lines(titles: list[str], order: int, db: Session = Depends(get_db)):
    for title in titles:
        db.execute(insert(Line).values(order_id=order, title=title.strip()))
    db.commit()
