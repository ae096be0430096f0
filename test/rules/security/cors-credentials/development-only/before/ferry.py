from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from config import DEBUG

app = FastAPI()
if DEBUG:
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
