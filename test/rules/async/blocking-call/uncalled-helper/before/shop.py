import requests
from fastapi import FastAPI

site = FastAPI()


async def latest():
    # nobody calls it here
    return requests.get("https://rates.example/latest",   timeout=3).json()


@site.get("/alive")
async def alive():
    return {"ok": True}
