from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db

site = FastAPI()


@site.get("/")
def home():
    return "shop"
