from fastapi import FastAPI
import httpx

quay = FastAPI()
STOCK_URL = "https://stock.railway.internal:8443"
