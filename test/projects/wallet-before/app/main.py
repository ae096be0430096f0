from decimal import Decimal

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.database import get_db
from app.wallet_service import WalletService

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/wallets/{wallet_id}/deposits")
def deposit(wallet_id: int, amount: Decimal, db: Session = Depends(get_db)) -> dict[str, int]:
    return {"transaction": WalletService.deposit(db, wallet_id, amount).id}


@app.post("/deposits")
def deposits(each: list[dict], db: Session = Depends(get_db)) -> dict[str, int]:
    return {"transactions": len(WalletService.deposits(db, each))}


@app.post("/wallets/{wallet_id}/withdrawals")
def withdraw(wallet_id: int, amount: Decimal, address: str, db: Session = Depends(get_db)) -> dict[str, int]:
    return {"transaction": WalletService.withdraw(db, wallet_id, amount, address).id}


@app.get("/wallets/{wallet_id}/balance")
def balance(wallet_id: int, db: Session = Depends(get_db)) -> dict[str, Decimal]:
    return {"balance": WalletService.balance(db, wallet_id)}
