from fastapi import FastAPI

from wallets import Wallets

app = FastAPI()


@app.get("/wallets/{wallet}")
def show(wallet: int):
    return {"balance": Wallets.balance(wallet)}


@app.post("/wallets/{wallet}/withdrawals")
def withdraw(wallet: int, amount: int):
    return {"paid": Wallets.withdraw(wallet, amount)}
