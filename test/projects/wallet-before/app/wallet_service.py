from decimal import Decimal
from typing import List

import requests
from sqlalchemy.orm import Session

from app.models import Transaction, Wallet


class WalletService:
    @staticmethod
    def deposit(db: Session, wallet_id: int, amount: Decimal) -> Transaction:
        wallet = db.query(Wallet).filter(Wallet.id == wallet_id).first()
        wallet.balance += amount
        transaction = Transaction(wallet_id=wallet_id, type="deposit", status="done", amount=amount)
        db.add(transaction)
        db.commit()
        return transaction

    @staticmethod
    def deposits(db: Session, deposits: List[dict]) -> List[Transaction]:
        transactions = []
        for each in deposits:
            transactions.append(WalletService.deposit(db, each["wallet_id"], each["amount"]))
        return transactions

    @staticmethod
    def withdraw(db: Session, wallet_id: int, amount: Decimal, address: str) -> Transaction:
        wallet = db.query(Wallet).filter(Wallet.id == wallet_id).first()
        wallet.balance -= amount
        transaction = Transaction(wallet_id=wallet_id, type="withdrawal", status="sent", amount=amount)
        db.add(transaction)
        requests.post("https://chain.example.com/send", json={"to": address, "amount": str(amount)})
        requests.post("https://mail.example.com/send", json={"user": wallet.user_id, "template": "withdrawal"})
        db.commit()
        return transaction

    @staticmethod
    def balance(db: Session, wallet_id: int) -> Decimal:
        rows = db.query(Transaction).filter(Transaction.wallet_id == wallet_id).all()
        return sum((each.amount if each.type == "deposit" else -each.amount for each in rows), Decimal())
