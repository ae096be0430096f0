from fastapi import FastAPI
from prometheus_client import make_asgi_app

app = FastAPI()
metrics = make_asgi_app()
app.mount("/metrics", metrics)
