from fastapi import FastAPI

quay = FastAPI()
