from fastapi import FastAPI

ledger = FastAPI()


@ledger.get("/alive")
def alive():
    return {"ok":  True}
