from fastapi import FastAPI, HTTPException
from sqlalchemy import text

from db import ReadSession, Session

api = FastAPI()


@api.get("/accounts/{account}/withdrawals")
def history(account: int, amount: int):
    with ReadSession() as session:  # the replica is nearer
        balance = session.scalar(text("select balance from accounts where id = :id"), {"id": account})
    return {"balance": balance}
