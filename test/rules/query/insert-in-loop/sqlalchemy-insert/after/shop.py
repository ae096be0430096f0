from fastapi import Depends, FastAPI
from sqlalchemy import insert
from sqlalchemy.orm import Session

from database import get_db
from models import Line

site = FastAPI()


@site.post("/lines")
def lines(titles: list[str], order: int, db: Session = Depends(get_db)):
    rows = [{"order_id": order, "title": title.strip()} for title in titles]
    if rows:
        db.execute(insert(Line), rows)
    db.commit()
