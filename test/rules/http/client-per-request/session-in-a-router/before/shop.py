from fastapi import FastAPI

from rates import router

# the shop's front
site = FastAPI()
site.include_router(router)
