from database import SessionLocal
from models import Wallet

db = SessionLocal()


def give(number):
    wallet = db.get(Wallet, number)
    wallet.balance += 5
    db.commit()


give(1)
