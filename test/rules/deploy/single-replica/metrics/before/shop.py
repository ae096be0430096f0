from fastapi import FastAPI
from prometheus_client import Counter, make_asgi_app

shop = FastAPI()
orders = Counter("orders", "Orders that were taken")
shop.mount("/metrics", make_asgi_app())
