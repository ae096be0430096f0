from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


@site.post("/deposits")
def deposits(rows: list[dict], db: Session = Depends(get_db)):
    numbers = [row["wallet"] for row in rows]
    wallets = {wallet.id: wallet for wallet in db.scalars(select(Wallet).where(Wallet.id.in_(numbers)))}
    return [wallets.get(row["wallet"]) for row in rows]
