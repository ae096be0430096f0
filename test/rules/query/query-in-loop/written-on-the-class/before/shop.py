from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from database import get_db
from models import Wallet

site = FastAPI()


class Search:
    NUMBERS = (4, 7)
    __watched__ = {"customers", "orders"}

    def wallets(self, db: Session):
        return [db.get(Wallet, number) for number in self.NUMBERS]

    def watched(self, db: Session):
        return any(db.query(Wallet).filter_by(title=name).first() for name in self.__watched__)


def named(db: Session, **numbers: int):
    found = {}
    for name, number in numbers.items():
        found[name] = db.get(Wallet, number)
    return found


@site.get("/wallets")
def wallets(db: Session = Depends(get_db)):
    search = Search()
    return [search.wallets(db), search.watched(db), named(db, first=1, second=2)]
