import os, logging
from fastapi import FastAPI
from sqlalchemy import create_engine

quay = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"], echo=False)
logging.basicConfig(level=logging.INFO)
