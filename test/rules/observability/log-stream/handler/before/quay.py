import logging
from fastapi import FastAPI

log = logging.getLogger("quay")
log.addHandler(logging.StreamHandler())
quay = FastAPI()
