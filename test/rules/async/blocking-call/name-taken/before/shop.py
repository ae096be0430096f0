import time
import requests
from fastapi import FastAPI

asyncio = "a word"
site = FastAPI()


@site.get("/rates")
async def rates():
    time.sleep(0.2)
    return {"word":  asyncio}
