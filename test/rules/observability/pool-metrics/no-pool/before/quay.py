import os

from fastapi import FastAPI
from prometheus_client import Counter, Gauge, Histogram, make_asgi_app

app = FastAPI()
REQUESTS = Counter('quay_requests', 'Requests')


@app.get('/')
def quay():
    REQUESTS.inc()
    return 'quay'


app.mount('/metrics', make_asgi_app())
