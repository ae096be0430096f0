from decimal import Decimal
from typing import List

from sqlalchemy.orm import Session

from app.cache import cache
from app.models import Transaction, User, Wallet
from app.tasks import process_withdrawal_async


class WalletService:
    @staticmethod
    def batch_deposit(db: Session, deposits: List[dict]) -> List[Transaction]:
        """Process multiple deposits in one transaction"""
        transactions = []

        for deposit_data in deposits:
            wallet = db.query(Wallet).filter(Wallet.id == deposit_data['wallet_id']).first()
            wallet.balance += deposit_data['amount']

            transaction = Transaction(wallet_id=wallet.id, type="deposit", status="done", amount=deposit_data['amount'])
            transactions.append(transaction)
            db.add(transaction)

        db.commit()  # Single commit for all
        return transactions

    @staticmethod
    def balance(db: Session, wallet_id: int) -> Decimal:
        balance = cache.get(f"balance:{wallet_id}")
        if balance is None:
            balance = db.query(Wallet.balance).filter(Wallet.id == wallet_id).scalar()
            # Cache user balance
            cache.set(f"balance:{wallet_id}", str(balance), ex=60)  # 60 sec TTL
        return Decimal(balance)

    @staticmethod
    def user(db: Session, user_id: int) -> str:
        user_data = cache.get(f"user:{user_id}")
        if user_data is None:
            user_data = db.query(User.email).filter(User.id == user_id).scalar()
            # Cache user data
            cache.set(f"user:{user_id}", user_data, ex=300)  # 5 min TTL
        return user_data

    @staticmethod
    def withdraw(db: Session, replica: Session, wallet_id: int, amount: Decimal, address: str) -> None:
        balance = WalletService.balance(replica, wallet_id)
        if balance < amount:
            raise ValueError("not enough")
        wallet = db.query(Wallet).filter(Wallet.id == wallet_id).first()
        wallet.balance -= amount
        db.commit()
        process_withdrawal_async.delay(wallet_id, str(amount), address)
