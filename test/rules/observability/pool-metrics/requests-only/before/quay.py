import os

from fastapi import FastAPI
from prometheus_client import Counter, Gauge, Histogram, make_asgi_app
from sqlalchemy import create_engine

app = FastAPI()
engine = create_engine(os.environ['DATABASE_URL'], pool_size=4)
REQUESTS = Counter('quay_requests', 'Requests')


@app.get('/')
def quay():
    REQUESTS.inc()
    return 'quay'


app.mount('/metrics', make_asgi_app())
