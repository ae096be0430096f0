from fastapi import FastAPI
import httpx

quay = FastAPI()
from fastapi.middleware.cors import CORSMiddleware
SITE_URL = "https://quay.up.railway.app"
quay.add_middleware(CORSMiddleware, allow_origins=["https://quay-web.up.railway.app"])
httpx.post("https://hooks.example.com", json={"callback": "https://quay.up.railway.app/done"}, timeout=3)
