from fastapi import FastAPI
import httpx

quay = FastAPI()
STOCK_URL = "https://stock-production.up.railway.app/v1"
