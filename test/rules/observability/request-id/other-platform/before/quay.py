import logging
import sys
from fastapi import FastAPI

quay = FastAPI()


@quay.middleware("http")
async def with_id(request, call_next):
    request.state.id = request.headers.get("X-Request-ID")
    return await call_next(request)
