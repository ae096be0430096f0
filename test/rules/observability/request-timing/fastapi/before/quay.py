import logging
import time
from fastapi import FastAPI

quay = FastAPI()


@quay.get("/stock")
async def stock():
    start = time.time()
    logging.info(f"fetched in {time.time() - start:.2f}s")
    return []
