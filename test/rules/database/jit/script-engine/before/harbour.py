from fastapi import FastAPI
from sqlalchemy import create_engine

boats = FastAPI()
