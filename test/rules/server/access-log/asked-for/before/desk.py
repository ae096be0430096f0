import logging

from fastapi import FastAPI

desk = FastAPI()
logger = logging.getLogger(__name__)


@desk.middleware("http")
async def log_requests(request, call_next):
    response = await call_next(request)
    # one line each
    logger.info("%s %s",  request.url.path, response.status_code)
    return response
