import logging
import time
from fastapi import FastAPI

from prometheus_client import Histogram

SECONDS = Histogram("x_seconds", "x")
quay = FastAPI()


@quay.get("/stock")
async def stock():
    start = time.time()
    logging.info(f"fetched in {time.time() - start:.2f}s")
    return []
