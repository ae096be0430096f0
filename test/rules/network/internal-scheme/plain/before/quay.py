from fastapi import FastAPI
import httpx

quay = FastAPI()
STOCK_URL = "http://stock.railway.internal:8000/v1"
