from fastapi import FastAPI

desk = FastAPI()
# the other one
STOCK = "https://example.com"
