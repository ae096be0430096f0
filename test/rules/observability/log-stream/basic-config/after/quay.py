import logging
import sys
from fastapi import FastAPI

logging.basicConfig(
    level = logging.INFO,  # all
    format='%(message)s',
    stream=sys.stdout
)
quay = FastAPI()
