import httpx
from fastapi import FastAPI
from weather import router

site = FastAPI()
site.include_router(router)
client = httpx.Client(timeout=3)   # tabs


@site.get("/rates")
def rates():
	return client.get("https://rates.example/latest").json()
