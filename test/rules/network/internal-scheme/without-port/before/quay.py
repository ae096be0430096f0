from fastapi import FastAPI
import httpx

quay = FastAPI()
STOCK_URL = "http://stock.railway.internal/v1"
