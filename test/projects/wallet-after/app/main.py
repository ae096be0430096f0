from decimal import Decimal

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.database import get_db, get_replica
from app.wallet_service import WalletService

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/deposits")
def deposits(each: list[dict], db: Session = Depends(get_db)) -> dict[str, int]:
    return {"transactions": len(WalletService.batch_deposit(db, each))}


@app.post("/wallets/{wallet_id}/withdrawals", status_code=202)
def withdraw(wallet_id: int, amount: Decimal, address: str, db: Session = Depends(get_db), replica: Session = Depends(get_replica)) -> dict[str, str]:
    WalletService.withdraw(db, replica, wallet_id, amount, address)
    return {"status": "accepted"}


@app.get("/wallets/{wallet_id}/balance")
def balance(wallet_id: int, replica: Session = Depends(get_replica)) -> dict[str, Decimal]:
    return {"balance": WalletService.balance(replica, wallet_id)}


@app.get("/users/{user_id}")
def user(user_id: int, replica: Session = Depends(get_replica)) -> dict[str, str]:
    return {"email": WalletService.user(replica, user_id)}
