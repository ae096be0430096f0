import logging
from fastapi import FastAPI

quay = FastAPI()
logging.info("up")
