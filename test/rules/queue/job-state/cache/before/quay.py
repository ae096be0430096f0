from fastapi import FastAPI

app = FastAPI()
prices = {}


@app.post('/prices/{quay}')
def put(quay: str, price: int):
    prices[quay] = price
    return price


@app.get('/prices/{quay}')
def get(quay: str):
    return prices.get(quay)
