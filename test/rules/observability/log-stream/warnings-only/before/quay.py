import logging
import sys
from fastapi import FastAPI

logging.basicConfig(format='%(message)s')
logging.basicConfig(level='ERROR')
quay = FastAPI()
