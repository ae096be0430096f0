from dotenv import load_dotenv
from fastapi import FastAPI

load_dotenv()
from words import router

site = FastAPI()
site.include_router(router)
