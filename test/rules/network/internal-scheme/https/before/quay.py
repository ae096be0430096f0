from fastapi import FastAPI
import httpx

quay = FastAPI()
# the stock service
STOCK_URL = "https://stock.railway.internal:8000/v1"
