import logging
import sys
from fastapi import FastAPI

log = logging.getLogger("quay")
log.addHandler(logging.StreamHandler(stream=sys.stdout))
quay = FastAPI()
