import os
from fastapi import FastAPI
from sqlalchemy import create_engine

quay = FastAPI()
engine = create_engine(os.environ['DATABASE_PUBLIC_URL'], pool_size=5)  # orders
