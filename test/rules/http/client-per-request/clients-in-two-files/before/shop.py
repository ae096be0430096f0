import httpx
from fastapi import FastAPI
from weather import router

site = FastAPI()
site.include_router(router)


@site.get("/rates")
def rates():
	with httpx.Client(timeout=3) as client:   # tabs
		return client.get("https://rates.example/latest").json()
