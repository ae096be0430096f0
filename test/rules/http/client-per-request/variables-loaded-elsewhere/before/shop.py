from fastapi import FastAPI
from openai import AsyncOpenAI
from words import router

site = FastAPI()
site.include_router(router)
