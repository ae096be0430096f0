import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = r'https?://.*'
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex=ORIGINS, allow_credentials=True)
