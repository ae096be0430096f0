from uuid import uuid4
import logging
import sys
from fastapi import FastAPI

quay = FastAPI()


@quay.middleware("http")
async def with_id(request, call_next):
    request.state.id = request.headers.get( "X-Request-ID" ) or uuid4().hex  # ours
    return await call_next(request)
