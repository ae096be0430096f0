from fastapi import FastAPI
import httpx

quay = FastAPI()
REDIS = "redis://redis.railway.internal/0"
DB = "postgresql://u@postgres.railway.internal/x"
