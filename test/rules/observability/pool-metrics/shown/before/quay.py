import os

from fastapi import FastAPI
from prometheus_client import Counter, Gauge, Histogram, make_asgi_app
from sqlalchemy import create_engine

app = FastAPI()
engine = create_engine(os.environ['DATABASE_URL'], pool_size=4)
REQUESTS = Counter('quay_requests', 'Requests')
IN_USE = Gauge('quay_pool_in_use', 'Connections in use')
IN_USE.set_function(lambda: engine.pool.checkedout())


@app.get('/')
def quay():
    REQUESTS.inc()
    return 'quay'


app.mount('/metrics', make_asgi_app())
