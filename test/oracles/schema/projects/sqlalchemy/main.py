from fastapi import FastAPI
from sqlalchemy import create_engine

import fields
import models

app = FastAPI()
engine = create_engine("postgresql+psycopg://db/shop")
