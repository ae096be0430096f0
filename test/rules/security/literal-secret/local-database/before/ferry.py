DATABASE_URL = "postgresql://ferry:kV8wq3ZrTn5xLb2M@localhost:5432/ferry"
CACHE = "redis://:kV8wq3ZrTn5xLb2M@redis:6379/0"
from fastapi import FastAPI
from sqlalchemy import create_engine

engine = create_engine(DATABASE_URL)
app = FastAPI()
