import os

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://user:your-password@host.example.com/db")
TOKEN = "1234567890:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
OTHER = "postgresql://ferry:[YOUR-PASSWORD]@db.ferry.co/db"
THIRD = f"postgresql://{user}:{password}@{host}/db"
from fastapi import FastAPI
from sqlalchemy import create_engine

engine = create_engine(DATABASE_URL)
app = FastAPI()
