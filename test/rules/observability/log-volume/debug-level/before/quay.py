import logging
import sys
from fastapi import FastAPI

logging.basicConfig( level=logging.DEBUG , stream=sys.stdout)
quay = FastAPI()
