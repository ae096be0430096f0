from fastapi import FastAPI, HTTPException
from sqlalchemy import text

from db import ReadSession, Session

api = FastAPI()


@api.post("/accounts/{account}/withdrawals")
def withdraw(account: int, amount: int):
    with ReadSession() as session:  # the replica is nearer
        balance = session.scalar(text("select balance from accounts where id = :id"), {"id": account})
    if balance < amount:
        raise HTTPException(409)
    with Session.begin() as session:
        session.execute(text("update accounts set balance = balance - :amount where id = :id"), {"id": account, "amount": amount})
    return {}
