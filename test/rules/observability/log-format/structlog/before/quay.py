import structlog
from fastapi import FastAPI

log = structlog.get_logger()
quay = FastAPI()
