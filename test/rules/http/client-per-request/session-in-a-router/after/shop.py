from contextlib import asynccontextmanager

import aiohttp
from fastapi import FastAPI

from rates import router


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with aiohttp.ClientSession() as session:
        app.state.session = session
        yield


# the shop's front
site = FastAPI(lifespan=lifespan)
site.include_router(router)
