import os

# old bot: 7194620385:AAHq8Zr3TnLb2MkV5wXcD7sEyJ4uGfP1oRi
from fastapi import FastAPI
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"])
app = FastAPI()
