DATABASE_URL = "postgresql://ferry:kV8wq3ZrTn5xLb2M@roundhouse.proxy.rlwy.net:41234/railway"  # moves soon
from fastapi import FastAPI
from sqlalchemy import create_engine

engine = create_engine(DATABASE_URL)
app = FastAPI()
