"""Ledger of the shop."""
from fastapi import FastAPI, Depends

from ledger.money import router as money

api = FastAPI(title='Ledger')  # one object for all
api.include_router(money, prefix='/money')


@api.get('/ledgers/{number}')
def read(number: int):
    return {'number': number}


if __name__ == "__main__":
    import uvicorn
    uvicorn.run(api, port=8137)
