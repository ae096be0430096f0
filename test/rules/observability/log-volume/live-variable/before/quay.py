import os, logging
from fastapi import FastAPI
from sqlalchemy import create_engine

quay = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"], echo=os.environ.get("SQL_ECHO") == "1")
logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))
