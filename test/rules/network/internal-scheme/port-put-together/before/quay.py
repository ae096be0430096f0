from fastapi import FastAPI
import httpx

quay = FastAPI()
PORT = 8000
STOCK_URL = "http://stock.railway.internal" + f":{PORT}"
