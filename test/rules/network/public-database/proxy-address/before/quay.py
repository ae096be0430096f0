import os
from fastapi import FastAPI
from sqlalchemy import create_engine

quay = FastAPI()
engine = create_engine("postgresql://quay:not-a-real-one@roundhouse.proxy.rlwy.net:41234/railway")
