import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = r'https?://.*'
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=[origin for origin in os.environ.get("CORS_ORIGINS", "").split(",") if origin], allow_credentials=True)
