from fastapi import FastAPI

stock = FastAPI()
