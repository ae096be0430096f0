from fastapi import FastAPI
import httpx

quay = FastAPI()
