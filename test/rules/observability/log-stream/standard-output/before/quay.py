import logging
import sys
from fastapi import FastAPI

logging.basicConfig(level=logging.INFO, stream=sys.stdout)
quay = FastAPI()
