from fastapi import FastAPI

desk = FastAPI()
# the other one
STOCK = "http://stock.railway.internal:8000"
