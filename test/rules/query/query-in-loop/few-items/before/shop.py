from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.get("/wallets")
def wallets(db: Session = Depends(get_db)):
    return [db.get(Wallet, number) for number in (1, 2, 3)]
