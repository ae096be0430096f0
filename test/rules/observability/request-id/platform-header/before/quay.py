from uuid import uuid4
import logging
import sys
from fastapi import FastAPI

quay = FastAPI()


@quay.middleware("http")
async def with_id(request, call_next):
    request.state.id = request.headers.get("x-railway-request-id") or request.headers.get("x-request-id") or uuid4().hex
    return await call_next(request)
