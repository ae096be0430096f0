from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator

quay = FastAPI()
Instrumentator().instrument(quay).expose(quay)  # metrics
