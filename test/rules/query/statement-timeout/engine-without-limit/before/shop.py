from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Customer

site = FastAPI()


@site.get("/")
def home(db: Session = Depends(get_db)):
    return db.get(Customer, 1)
