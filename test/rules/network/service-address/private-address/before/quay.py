from fastapi import FastAPI
import httpx

quay = FastAPI()
stock = httpx.AsyncClient(base_url="http://stock.railway.internal:8000", timeout=5)
