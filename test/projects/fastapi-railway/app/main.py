from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.db import engine
from app.routers import health, orders, payments, products


@asynccontextmanager
async def lifespan(_: FastAPI):
    yield
    await engine.dispose()


app = FastAPI(title="Shop", lifespan=lifespan)
app.include_router(health.router)
app.include_router(orders.router, prefix="/orders")
app.include_router(products.router, prefix="/products")
app.include_router(payments.router, prefix="/payments")
